import { useQuery } from "@apollo/client/react";
import type { ServerForm } from "../../apollo/use-server-form.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { Select } from "../../govuk/Select.tsx";
import { SchoolsDocument } from "./Evidence.generated.ts";
import type { EvidenceValues } from "./form.ts";

type SchoolProps = { form: ServerForm<EvidenceValues>; name: string; optional: boolean };

/** Which school it is about: asked of those who are none themselves. */
export function School({ form, name, optional }: SchoolProps) {
  const query = useQuery(SchoolsDocument);
  return (
    <Loaded query={query} what="the schools">
      {({ teams }) => {
        const names = new Map(teams.map(({ agency }) => [agency.id, agency.name]));
        return (
          <Select
            {...form.field(`facts.${name}`)}
            label={optional ? "Which school? (if any)" : "Which school?"}
            labelSize="s"
            emptyLabel={optional ? "None" : "Choose a school"}
            options={[...names].map(([value, label]) => ({ value, label })).toSorted((a, b) => a.label.localeCompare(b.label, "en-GB"))}
          />
        );
      }}
    </Loaded>
  );
}
