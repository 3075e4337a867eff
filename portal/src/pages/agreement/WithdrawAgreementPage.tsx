import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import type { AgreementCapacity } from "../../apollo/schema.generated.ts";
import { type UserError, useServerForm } from "../../apollo/use-server-form.ts";
import { formatDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { listed, teamName } from "../../components/people.ts";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { InsetText } from "../../govuk/InsetText.tsx";
import { Select } from "../../govuk/Select.tsx";
import { FamilyForm, NotForYou } from "../family/FamilyForm.tsx";
import { useKept } from "../family/use-kept.ts";
import { NotFound } from "../static/NotFound.tsx";
import { AgreementToWithdrawDocument, type AgreementToWithdrawQuery, WithdrawAgreementDocument } from "./Agreement.generated.ts";
import { CAPACITIES, peopleOptions, stopWords } from "./choices.ts";

type Family = NonNullable<AgreementToWithdrawQuery["family"]>;
type Agreement = Family["agreements"][number];
type Stop = Agreement["stopsIfWithdrawn"][number];
type Values = { personId: string; capacity: AgreementCapacity | "" };
type Complete = Values & { capacity: AgreementCapacity };

const TITLE = "Withdraw an agreement";

function missing({ personId, capacity }: Values): UserError[] {
  const faults: UserError[] = [];
  if (personId === "") faults.push({ code: "MISSING", field: "personId", message: "Choose who takes the agreement back" });
  if (capacity === "") faults.push({ code: "MISSING", field: "capacity", message: "Choose in what capacity they take it back" });
  return faults;
}

const isComplete = (values: Values): values is Complete => missing(values).length === 0;

/** A line for each team: what it does with the family that ends. */
function Stops({ stops }: { stops: readonly Stop[] }) {
  if (stops.length === 0) return <p className="govuk-body">Nothing stops: what goes on rests on another agreement or a lawful basis.</p>;
  const teams = [...new Map(stops.map(({ team }) => [team.id, team])).values()];
  return (
    <>
      <p className="govuk-body">Tell the family before you go on. At once, and for good:</p>
      <ul className="govuk-list govuk-list--bullet">
        {teams.map((team) => (
          <li key={team.id}>
            {teamName(team)}: {listed(stops.filter((stop) => stop.team.id === team.id).map(stopWords))}. It cannot see the family any more.
          </li>
        ))}
      </ul>
    </>
  );
}

function WithdrawForm({ family, agreement }: { family: Family; agreement: Agreement }) {
  const navigate = useNavigate();
  const [withdraw, { client }] = useMutation(WithdrawAgreementDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { field, errors, busy, submit } = useServerForm<Values>({ defaultValues: { personId: "", capacity: "" } });
  return (
    <FamilyForm family={family} title={TITLE} errors={errors}>
      <p className="govuk-body">
        This is the agreement of {formatDate(agreement.agreedOn)} to {listed(agreement.agencies.map(({ name }) => name))}.
      </p>
      <h2 className="govuk-heading-m">What will stop</h2>
      <Stops stops={agreement.stopsIfWithdrawn} />
      <InsetText>
        If a child may come to harm without this work, speak to your manager and the district’s coordinator first: a coordinator can record
        a lawful basis without agreement. If a child is in danger now, call 999.
      </InsetText>
      <form
        noValidate
        autoComplete="off"
        onSubmit={submit(async (values) => {
          if (!isComplete(values)) return missing(values);
          const { data } = await withdraw({ variables: { input: { ...values, agreementId: agreement.id, idempotencyKey } } });
          const payload = data?.withdrawAgreement;
          if (payload === undefined || payload.errors.length > 0) return payload?.errors;
          const state = { done: "The agreement is withdrawn, and what rested on it has stopped" };
          if (payload.family) {
            await navigate(`/families/${family.id}`, { state });
            return null;
          }
          // This team sees the family no longer, so nothing of it stays in the page's memory either.
          await navigate("/", { state });
          client.cache.evict({ id: client.cache.identify(family) ?? "" });
          client.cache.gc();
          return null;
        })}
      >
        <Select
          {...field("personId")}
          label="Who takes it back?"
          labelSize="s"
          emptyLabel="Choose"
          options={peopleOptions(family.members)}
        />
        <Radios {...field("capacity")} legend="How can they take it back?" legendSize="s" options={CAPACITIES} />
        <Button busy={busy} variant="warning">
          Withdraw the agreement
        </Button>
      </form>
    </FamilyForm>
  );
}

function ToWithdraw({ family }: { family: Family }) {
  const { agreementId } = useParams();
  const agreement = useKept(family.agreements.find(({ id, viewerCanWithdraw }) => id === agreementId && viewerCanWithdraw));
  if (agreement !== null) return <WithdrawForm family={family} agreement={agreement} />;
  return (
    <NotForYou family={family} title={TITLE}>
      This agreement is not in force any more, or your team does not work with the family.
    </NotForYou>
  );
}

function WithdrawPage() {
  const { id = "" } = useParams();
  const query = useQuery(AgreementToWithdrawDocument, { variables: { id } });
  return (
    <Loaded query={query} what="the agreement">
      {({ family }) => (family === null ? <NotFound what="family" /> : <ToWithdraw family={family} />)}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="agreements.withdraw">
      <WithdrawPage />
    </RequirePermission>
  );
}
