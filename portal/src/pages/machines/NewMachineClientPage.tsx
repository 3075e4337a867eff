import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { MachineScope } from "../../apollo/schema.generated.ts";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Checkboxes, Radios } from "../../govuk/Choices.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Input } from "../../govuk/Input.tsx";
import { Select } from "../../govuk/Select.tsx";
import { WarningText } from "../../govuk/WarningText.tsx";
import { AddMachineClientDocument, MachineClientsDocument, MachineDirectoryDocument, MachineTeamsDocument } from "./Machines.generated.ts";
import { SCOPE_NAMES, SCOPES } from "./words.ts";

const DAYS = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "180", label: "180 days" },
  { value: "365", label: "A year" },
] as const;

const EMPTY: { name: string; agencyId: string; teamId: string; scopes: MachineScope[]; days: string } = {
  name: "",
  agencyId: "",
  teamId: "",
  scopes: [],
  days: "90",
};

function Token({ name, token }: { name: string; token: string }) {
  const navigate = useNavigate();
  return (
    <div className="app-narrow">
      <PageTitle title={`${name} is made`} />
      <p className="govuk-body">This is its token. Put it into the agency’s system now, or hand it over in person.</p>
      <p className="govuk-body">
        <code className="app-address">{token}</code>
      </p>
      <WarningText>We show it this once. It is stored nowhere: if it is lost, revoke this client and make another.</WarningText>
      <Button type="button" onClick={() => void navigate("/administration/machine-clients")}>
        I have kept it
      </Button>
    </div>
  );
}

function ClientForm({ agencies }: { agencies: readonly { id: string; name: string }[] }) {
  const [add] = useMutation(AddMachineClientDocument, { refetchQueries: [MachineClientsDocument], fetchPolicy: "no-cache" });
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [made, setMade] = useState<{ name: string; token: string } | null>(null);
  const { form, field, errors, busy, submit } = useServerForm({ defaultValues: EMPTY });
  const agencyId = form.watch("agencyId");
  const teams = useQuery(MachineTeamsDocument, { variables: { agencyId }, skip: agencyId === "" });
  if (made) return <Token {...made} />;
  return (
    <div className="app-narrow">
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <PageTitle title="Make a machine client" error={errors.length > 0} />
      <form
        noValidate
        autoComplete="off"
        onSubmit={submit(async ({ days, teamId, scopes, ...values }) => {
          const input = { ...values, scopes: scopes || [], teamId: teamId || null, days: Number(days), idempotencyKey };
          const { data } = await add({ variables: { input } });
          const answer = data?.addMachineClient;
          if (answer?.client && !answer.token) {
            return [{ code: "SENT_AGAIN", field: null, message: "It was made already, and its token shown. Revoke it, and make another" }];
          }
          if (answer?.client && answer.token) setMade({ name: answer.client.name, token: answer.token });
          return answer?.errors;
        })}
      >
        <Input
          {...field("name")}
          label="Name"
          labelSize="s"
          hint="Which system it is, such as Calder Vale attendance records"
          width={30}
          spellCheck={false}
        />
        <Select
          {...field("agencyId")}
          label="Agency"
          labelSize="s"
          emptyLabel="Choose an agency"
          options={agencies.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {agencyId !== "" && (
          <Select
            {...field("teamId")}
            label="Team"
            labelSize="s"
            hint="It sees the families that this team works with"
            emptyLabel="The whole agency"
            options={(teams.data?.agencyTeams ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Checkboxes
          {...field("scopes")}
          legend="What may it do?"
          legendSize="s"
          options={SCOPES.map((value) => ({ value, label: SCOPE_NAMES[value] }))}
        />
        <Radios {...field("days")} legend="How long is it good for?" legendSize="s" options={DAYS} />
        <Button busy={busy}>Make it and show the token</Button>
      </form>
    </div>
  );
}

function NewMachineClient() {
  const query = useQuery(MachineDirectoryDocument);
  return (
    <>
      <BackLink to="/administration/machine-clients">Back to the machine clients</BackLink>
      <Loaded query={query} what="agencies">
        {({ agencies }) => <ClientForm agencies={agencies} />}
      </Loaded>
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission="machine-clients.manage">
      <NewMachineClient />
    </RequirePermission>
  );
}
