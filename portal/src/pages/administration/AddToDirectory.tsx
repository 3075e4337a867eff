import { useMutation } from "@apollo/client/react";
import type { AgencyKind } from "../../apollo/schema.generated.ts";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { AGENCY_KIND_NAMES } from "../../components/words.ts";
import { Button } from "../../govuk/Button.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Input } from "../../govuk/Input.tsx";
import { Select } from "../../govuk/Select.tsx";
import {
  AddAgencyDocument,
  AddDistrictDocument,
  AddTeamDocument,
  AdministrationDirectoryDocument,
  type AdministrationDirectoryQuery,
  AgencyTeamsDocument,
} from "./Places.generated.ts";

type AddProps = { onAdded: (done: string) => void };

const KINDS = Object.entries(AGENCY_KIND_NAMES).map(([value, label]) => ({ value, label }));
const kindIn = (text: string): AgencyKind | null => (Object.keys(AGENCY_KIND_NAMES) as AgencyKind[]).find((kind) => kind === text) ?? null;

export function AddDistrict({ onAdded }: AddProps) {
  const [add] = useMutation(AddDistrictDocument, { refetchQueries: [AdministrationDirectoryDocument] });
  const { form, field, errors, busy, submit } = useServerForm({ defaultValues: { name: "", area: "" } });
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={submit(async (input) => {
        const { data } = await add({ variables: { input } });
        if (data?.addDistrict.district) {
          form.reset();
          onAdded(`${data.addDistrict.district.name} is added`);
        }
        return data?.addDistrict.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <Input {...field("name")} label="Name of the district" width={20} spellCheck={false} />
      <Input
        {...field("area")}
        label="Part of the authority"
        hint="Such as East; districts of one part stand together"
        width={20}
        spellCheck={false}
      />
      <Button busy={busy} variant="secondary">
        Add the district
      </Button>
    </form>
  );
}

export function AddAgency({ onAdded }: AddProps) {
  const [add] = useMutation(AddAgencyDocument, { refetchQueries: [AdministrationDirectoryDocument] });
  const { form, field, errors, busy, submit } = useServerForm({ defaultValues: { name: "", kind: "", phone: "" } });
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={submit(async ({ name, kind: chosen, phone }) => {
        const kind = kindIn(chosen);
        if (kind === null) return [{ code: "MISSING", field: "kind", message: "Choose what kind of agency it is" }];
        const { data } = await add({ variables: { input: { name, kind, phone: phone.trim() || null } } });
        if (data?.addAgency.agency) {
          form.reset();
          onAdded(`${data.addAgency.agency.name} is added. Add its teams next: people belong to teams`);
        }
        return data?.addAgency.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <Input {...field("name")} label="Name of the agency" width={30} spellCheck={false} />
      <Select {...field("kind")} label="Kind" emptyLabel="Choose a kind" options={KINDS} />
      <Input {...field("phone")} label="Telephone number (optional)" type="tel" width={20} />
      <Button busy={busy} variant="secondary">
        Add the agency
      </Button>
    </form>
  );
}

type AddTeamProps = AddProps & { agencyId: string; districts: AdministrationDirectoryQuery["districts"] };

export function AddTeam({ agencyId, districts, onAdded }: AddTeamProps) {
  const [add] = useMutation(AddTeamDocument, { refetchQueries: [AgencyTeamsDocument] });
  const { form, field, errors, busy, submit } = useServerForm({ defaultValues: { name: "", districtCode: "", phone: "" } });
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={submit(async ({ name, districtCode, phone }) => {
        const input = { agencyId, name, districtCode: districtCode || null, phone: phone.trim() || null };
        const { data } = await add({ variables: { input } });
        if (data?.addTeam.team) {
          form.reset();
          onAdded(`${data.addTeam.team.name} is added`);
        }
        return data?.addTeam.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <Input {...field("name")} label="Name of the team" hint="A school of one team has the school’s name" width={30} spellCheck={false} />
      <Select
        {...field("districtCode")}
        label="District"
        emptyLabel="All of the authority"
        options={districts.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Input {...field("phone")} label="Telephone number (optional)" type="tel" width={20} />
      <Button busy={busy} variant="secondary">
        Add the team
      </Button>
    </form>
  );
}
