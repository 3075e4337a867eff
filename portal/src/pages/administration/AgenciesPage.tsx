import { useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { Loaded } from "../../components/Loaded.tsx";
import { AGENCY_KIND_NAMES } from "../../components/words.ts";
import { NotificationBanner } from "../../govuk/NotificationBanner.tsx";
import { Select } from "../../govuk/Select.tsx";
import { Table } from "../../govuk/Table.tsx";
import { AddAgency, AddDistrict, AddTeam } from "./AddToDirectory.tsx";
import { Administration } from "./Administration.tsx";
import { AdministrationDirectoryDocument, type AdministrationDirectoryQuery, AgencyTeamsDocument } from "./Places.generated.ts";

type Directory = AdministrationDirectoryQuery;

function Teams({ agencyId, districts, onAdded }: { agencyId: string; districts: Directory["districts"]; onAdded: (done: string) => void }) {
  const query = useQuery(AgencyTeamsDocument, { variables: { agencyId } });
  return (
    <Loaded query={query} what="teams">
      {({ agencyTeams }) => (
        <>
          <Table
            caption="Teams of this agency"
            captionSize="s"
            rows={agencyTeams}
            rowKey={({ id }) => id}
            empty="It has no teams yet."
            stack
            columns={[
              { key: "team", header: "Team", value: ({ name }) => name },
              { key: "district", header: "District", value: ({ district }) => district?.name ?? "All of the authority" },
            ]}
          />
          <h3 className="govuk-heading-s">Add a team to it</h3>
          <AddTeam agencyId={agencyId} districts={districts} onAdded={onAdded} />
        </>
      )}
    </Loaded>
  );
}

function Lists({ directory: { districts, agencies } }: { directory: Directory }) {
  const [params, setParams] = useSearchParams();
  const [done, setDone] = useState<string | null>(null);
  const chosen = agencies.find(({ id }) => id === params.get("agency")) ?? null;
  return (
    <>
      {done && <NotificationBanner key={done} success heading={done} />}
      <section aria-labelledby="agencies">
        <h2 className="govuk-heading-m" id="agencies">
          Agencies and their teams
        </h2>
        <div className="app-narrow">
          <Select
            name="agency"
            label="Agency"
            hint={agencies.length === 1 ? "There is one" : `There are ${agencies.length}`}
            emptyLabel="Choose an agency to see its teams"
            value={chosen?.id ?? ""}
            onChange={({ currentTarget: { value } }) => setParams(value ? { agency: value } : {}, { preventScrollReset: true })}
            options={agencies.map(({ id, name, kind }) => ({ value: id, label: `${name} (${AGENCY_KIND_NAMES[kind]})` }))}
          />
          {chosen && <Teams key={chosen.id} agencyId={chosen.id} districts={districts} onAdded={setDone} />}
          <h3 className="govuk-heading-s">Add an agency</h3>
          <AddAgency onAdded={setDone} />
        </div>
      </section>
      <section aria-labelledby="districts">
        <h2 className="govuk-heading-m" id="districts">
          Districts
        </h2>
        <div className="app-narrow">
          <Table
            caption="Districts of the authority"
            captionHidden
            rows={districts}
            rowKey={({ code }) => code}
            empty="There are no districts yet. Add those of your authority: teams and coordinators work in them."
            columns={[
              { key: "district", header: "District", value: ({ name }) => name },
              { key: "area", header: "Part", value: ({ area }) => area },
            ]}
          />
          <h3 className="govuk-heading-s">Add a district</h3>
          <AddDistrict onAdded={setDone} />
        </div>
      </section>
    </>
  );
}

function Directories() {
  const query = useQuery(AdministrationDirectoryDocument);
  return (
    <Loaded query={query} what="agencies">
      {(directory) => <Lists directory={directory} />}
    </Loaded>
  );
}

export function Component() {
  return (
    <Administration title="Agencies and districts" permission="agencies.manage">
      <Directories />
    </Administration>
  );
}
