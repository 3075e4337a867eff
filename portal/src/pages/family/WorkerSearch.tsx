import { useQuery } from "@apollo/client/react";
import { type FormEvent, type ReactNode, useState } from "react";
import type { AgencyKind } from "../../apollo/schema.generated.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { AGENCY_KIND_NAMES } from "../../components/words.ts";
import { Button } from "../../govuk/Button.tsx";
import { Input } from "../../govuk/Input.tsx";
import { Select } from "../../govuk/Select.tsx";
import { LeadCandidatesDocument, type LeadCandidatesQuery } from "./FamilyForms.generated.ts";

export type Candidate = LeadCandidatesQuery["workers"][number];

const SHOWN = 20;
const KINDS = Object.entries(AGENCY_KIND_NAMES).map(([value, label]) => ({ value, label }));

type WorkerSearchProps = { district: { code: string; name: string }; children: (workers: readonly Candidate[]) => ReactNode };

/** Finds a colleague of any agency, those of the family's district first asked for. */
export function WorkerSearch({ district, children }: WorkerSearchProps) {
  const [asked, setAsked] = useState<{ search: string; kind: AgencyKind | null; district: string | null }>({
    search: "",
    kind: null,
    district: district.code,
  });
  const query = useQuery(LeadCandidatesDocument, { variables: { ...asked, search: asked.search || null, first: SHOWN } });
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? "").trim();
    setAsked({
      search: text("worker-search"),
      kind: (Object.keys(AGENCY_KIND_NAMES) as AgencyKind[]).find((kind) => kind === text("worker-kind")) ?? null,
      district: text("worker-district") || null,
    });
  };
  return (
    <>
      <search aria-label="Colleagues">
        <form className="app-worker-search" onSubmit={apply} noValidate autoComplete="off">
          <Input name="worker-search" label="Name, team or agency" width={20} spellCheck={false} />
          <Select name="worker-kind" label="Kind of agency" emptyLabel="Any" options={KINDS} />
          <Select
            name="worker-district"
            label="Where"
            emptyLabel="Anywhere in the county"
            defaultValue={district.code}
            options={[{ value: district.code, label: district.name }]}
          />
          <Button variant="secondary">Search</Button>
        </form>
      </search>
      <Loaded query={query} what="colleagues">
        {({ workers }) => (
          <>
            <p className="govuk-body" role="status">
              {workers.length === 0 && "Nobody fits this. Try part of the name, or anywhere in the county."}
              {workers.length === 1 && "1 person found."}
              {workers.length > 1 && workers.length < SHOWN && `${workers.length} people found.`}
              {workers.length >= SHOWN && `The first ${SHOWN} are shown. Enter a name or an agency to find somebody else.`}
            </p>
            {workers.length > 0 && children(workers)}
          </>
        )}
      </Loaded>
    </>
  );
}
