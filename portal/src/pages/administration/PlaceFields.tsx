import { useQuery } from "@apollo/client/react";
import type { Role } from "../../apollo/schema.generated.ts";
import type { ServerForm } from "../../apollo/use-server-form.ts";
import { ROLE_NAMES } from "../../components/words.ts";
import { Checkboxes, Radios } from "../../govuk/Choices.tsx";
import { Select } from "../../govuk/Select.tsx";
import { type AdministrationDirectoryQuery, AgencyTeamsDocument } from "./Places.generated.ts";
import { ROLE_HINTS, ROLES } from "./words.ts";

export type PlaceValues = { name: string; role: string; agencyId: string; teamId: string; districtCodes: string[] };

const HAS_TEAM: ReadonlySet<string> = new Set<Role>(["PRACTITIONER", "AGENCY_LEAD"]);

type PlaceFieldsProps<Values extends PlaceValues> = {
  field: (name: keyof PlaceValues) => ReturnType<ServerForm<Values>["field"]>;
  role: string;
  agencyId: string;
  directory: AdministrationDirectoryQuery;
};

/** What somebody is here and where; only what the role goes by is asked for. */
export function PlaceFields<Values extends PlaceValues>({ field, role, agencyId, directory }: PlaceFieldsProps<Values>) {
  const teams = useQuery(AgencyTeamsDocument, { variables: { agencyId }, skip: agencyId === "" || !HAS_TEAM.has(role) });
  const options = (teams.data?.agencyTeams ?? []).map(({ id, name, district }) => ({
    value: id,
    label: district === null || name.includes(district.name) ? name : `${name} (${district.name})`,
  }));
  return (
    <>
      <Radios
        {...field("role")}
        legend="Role"
        legendSize="s"
        options={ROLES.map((value) => ({ value, label: ROLE_NAMES[value], hint: ROLE_HINTS[value] }))}
      />
      <Select
        {...field("agencyId")}
        label="Agency"
        emptyLabel="Choose an agency"
        options={directory.agencies.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {HAS_TEAM.has(role) && agencyId !== "" && (
        <Select
          {...field("teamId")}
          // Drawn anew with the teams, or the browser would show the first of them as chosen.
          key={`${agencyId} ${options.length}`}
          label="Team"
          hint={role === "PRACTITIONER" ? "They see the families that this team works with" : "Their branch: this team and all below it"}
          emptyLabel={role === "PRACTITIONER" ? "Choose a team" : "The whole agency"}
          options={options}
        />
      )}
      {role === "COORDINATOR" && (
        <Checkboxes
          {...field("districtCodes")}
          legend="Districts"
          legendSize="s"
          hint="They see every family in these"
          small
          options={directory.districts.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
    </>
  );
}

/** Radios that were left alone have no value that the API would know. */
export function roleIn(role: string): Role | null {
  return ROLES.find((each) => each === role) ?? null;
}

export const NO_ROLE = { code: "MISSING", field: "role", message: "Choose a role" };
export const NO_AGENCY = { code: "MISSING", field: "agencyId", message: "Choose the agency" };
