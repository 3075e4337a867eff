import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { formatDayOf } from "../../components/dates.ts";
import { FormattedDate } from "../../components/FormattedDate.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { ButtonLink } from "../../govuk/Button.tsx";
import { NotificationBanner } from "../../govuk/NotificationBanner.tsx";
import { Table } from "../../govuk/Table.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { Administration } from "../administration/Administration.tsx";
import { Deed } from "../administration/UserDeeds.tsx";
import { type MachineClient_ClientFragment, MachineClientsDocument, RevokeMachineClientDocument } from "./Machines.generated.ts";
import { CLIENT_STATES, SCOPE_NAMES } from "./words.ts";

function Revoke({ client, onDone }: { client: MachineClient_ClientFragment; onDone: (done: string) => void }) {
  const [revoke] = useMutation(RevokeMachineClientDocument);
  return (
    <Deed
      title={`Revoke ${client.name}`}
      button={
        <>
          Revoke<span className="govuk-visually-hidden"> {client.name}</span>
        </>
      }
      confirm="Revoke it"
      warning
      onDone={onDone}
      work={async () => {
        const { data } = await revoke({ variables: { input: { clientId: client.id } } });
        return { errors: data?.revokeMachineClient.errors ?? [], done: `${client.name} is revoked` };
      }}
    >
      Its token opens nothing from now on. What it sent stays. It cannot be let in again: make a new one instead.
    </Deed>
  );
}

function Clients() {
  const query = useQuery(MachineClientsDocument);
  const [done, setDone] = useState<string | null>(null);
  return (
    <>
      {done && <NotificationBanner success heading={done} />}
      <div className="app-narrow">
        <p className="govuk-body">
          An agency’s own system, such as a school’s attendance records, can send evidence by itself. It sees the families of its team by
          initials and date of birth. It sends only what a sharing agreement and its impact assessment cover.
        </p>
        <ButtonLink to="/administration/machine-clients/new">Make a machine client</ButtonLink>
      </div>
      <Loaded query={query} what="machine clients">
        {({ machineClients }) => (
          <Table
            caption="Machine clients"
            captionHidden
            stack
            rows={machineClients}
            rowKey={({ id }) => id}
            empty="No agency’s system sends anything yet."
            columns={[
              {
                key: "name",
                header: "Name",
                value: ({ name }) => name,
                cell: ({ name, agency, team }) => (
                  <>
                    {name}
                    <span className="app-under">
                      {team === null || team.name === agency.name ? agency.name : `${agency.name}, ${team.name}`}
                    </span>
                  </>
                ),
              },
              { key: "scopes", header: "May", value: ({ scopes }) => scopes.map((scope) => SCOPE_NAMES[scope]).join("; ") },
              {
                key: "state",
                header: "Status",
                value: ({ state }) => CLIENT_STATES[state][0],
                cell: ({ state }) => <Tag colour={CLIENT_STATES[state][1]}>{CLIENT_STATES[state][0]}</Tag>,
              },
              { key: "expires", header: "Good until", value: ({ expiresAt }) => formatDayOf(expiresAt) },
              {
                key: "used",
                header: "Last used",
                value: ({ lastUsedOn }) => lastUsedOn ?? "Never",
                cell: ({ lastUsedOn }) => (lastUsedOn === null ? "Never" : <FormattedDate date={lastUsedOn} short />),
              },
              {
                key: "revoke",
                header: "Action",
                value: () => "",
                cell: (client) => (client.state === "ACTIVE" ? <Revoke client={client} onDone={setDone} /> : null),
              },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}

export function Component() {
  return (
    <Administration title="Machine clients" permission="machine-clients.manage">
      <Clients />
    </Administration>
  );
}
