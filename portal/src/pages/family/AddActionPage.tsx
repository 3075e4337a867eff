import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import type { ActionOwner, Criterion } from "../../apollo/schema.generated.ts";
import { type UserError, useServerForm } from "../../apollo/use-server-form.ts";
import { criteriaInForce } from "../../components/criteria-in-force.ts";
import { isRealDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { personName } from "../../components/people.ts";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { CRITERION_NAMES } from "../../components/words.ts";
import { Button } from "../../govuk/Button.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { Input } from "../../govuk/Input.tsx";
import { Select } from "../../govuk/Select.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { FamilyForm, NotForYou } from "./FamilyForm.tsx";
import { AddPlanActionDocument, FamilyForActionDocument, type FamilyForActionQuery } from "./FamilyForms.generated.ts";
import { teamOptions } from "./team-options.ts";

type Data = FamilyForActionQuery & { family: NonNullable<FamilyForActionQuery["family"]> };
type Values = {
  criterion: Criterion | "";
  personId: string;
  title: string;
  outcome: string;
  owner: ActionOwner | "";
  teamId: string;
  dueOn: string;
};
type Complete = Values & { criterion: Criterion; owner: ActionOwner };

const TITLE = "Add an action to the plan";

/** The API's own types have no empty choice and no half date: so what is missing is said here, all of it at once. */
function missing({ criterion, title, outcome, owner, dueOn }: Values): UserError[] {
  const faults: UserError[] = [];
  if (criterion === "") faults.push({ code: "MISSING", field: "criterion", message: "Choose the need that this answers" });
  if (title.trim() === "") faults.push({ code: "MISSING", field: "title", message: "Enter what will be done" });
  if (outcome.trim() === "") faults.push({ code: "MISSING", field: "outcome", message: "Enter what should be different afterwards" });
  if (owner === "") faults.push({ code: "MISSING", field: "owner", message: "Choose who will do it" });
  if (!isRealDate(dueOn))
    faults.push({ code: "MISSING", field: "dueOn", message: "Enter the date by which it should be done, such as 14 3 2017" });
  return faults;
}

const isComplete = (values: Values): values is Complete => missing(values).length === 0;

function AddActionForm({ family, teams, outcomesPlans }: Data) {
  const { team: ownTeam } = useSignedIn();
  const navigate = useNavigate();
  const [add] = useMutation(AddPlanActionDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { field, dateField, errors, busy, submit } = useServerForm<Values>({
    defaultValues: { criterion: "", personId: "", title: "", outcome: "", owner: "", teamId: ownTeam?.id ?? "", dueOn: "" },
  });
  const needs = family.standing?.needs ?? [];
  const around = family.team.map(({ team }) => team);

  return (
    <FamilyForm family={family} title={TITLE} errors={errors}>
      <form
        noValidate
        autoComplete="off"
        onSubmit={submit(async (values) => {
          if (!isComplete(values)) return missing(values);
          const { personId, owner, teamId } = values;
          const { data } = await add({
            variables: {
              input: {
                ...values,
                familyId: family.id,
                personId: personId || null,
                teamId: owner === "AGENCY" ? teamId || null : null,
                idempotencyKey,
              },
            },
          });
          if (data?.addPlanAction.action) await navigate(`/families/${family.id}`, { state: { done: "The action is in the plan" } });
          return data?.addPlanAction.errors;
        })}
      >
        <Radios
          {...field("criterion")}
          legend="Which need does it answer?"
          legendSize="s"
          options={criteriaInForce(outcomesPlans).map((value) => ({
            value,
            label: CRITERION_NAMES[value],
            ...(needs.includes(value) ? { hint: "This family has this need" } : {}),
          }))}
        />
        <Input
          {...field("title")}
          label="What will be done?"
          labelSize="s"
          hint="For example, ring the school before nine on a day of illness"
        />
        <Input
          {...field("outcome")}
          label="What should be different afterwards?"
          labelSize="s"
          hint="So that everyone can tell whether it worked"
        />
        <Select
          {...field("personId")}
          label="Who is it for?"
          labelSize="s"
          emptyLabel="The whole family"
          options={family.members.map(({ person }) => ({ value: person.id, label: personName(person) }))}
        />
        <Radios
          {...field("owner")}
          legend="Who will do it?"
          legendSize="s"
          options={[
            {
              value: "AGENCY",
              label: "A team",
              conditional: (
                <Select {...field("teamId")} label="Which team?" emptyLabel="Choose a team" options={teamOptions(around, teams)} />
              ),
            },
            { value: "FAMILY", label: "The family" },
          ]}
        />
        <DateInput {...dateField("dueOn")} legend="By when?" legendSize="s" hint="For example, 14 3 2017" />
        <Button busy={busy}>Add to the plan</Button>
      </form>
    </FamilyForm>
  );
}

function AddActionPage() {
  const { id = "" } = useParams();
  const query = useQuery(FamilyForActionDocument, { variables: { id } });
  return (
    <Loaded query={query} what="the family">
      {({ family, teams, outcomesPlans }) => {
        if (family === null) return <NotFound what="family" />;
        if (family.viewerCanAddAction) return <AddActionForm family={family} teams={teams} outcomesPlans={outcomesPlans} />;
        return (
          <NotForYou family={family} title={TITLE}>
            Only the lead professional, a team that works with the family or a coordinator can add to its plan.
          </NotForYou>
        );
      }}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="plans.write">
      <AddActionPage />
    </RequirePermission>
  );
}
