import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { ClosedContext, closedOf } from "../../components/closed.ts";
import { formatDate, isRealDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { NotToBeShared } from "../../components/NotToBeShared.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { CRITERION_NAMES } from "../../components/words.ts";
import { Button } from "../../govuk/Button.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { SummaryList } from "../../govuk/SummaryList.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { FamilyForm, NotForYou } from "./FamilyForm.tsx";
import { CompletePlanActionDocument, FamilyActionToDoDocument, type FamilyActionToDoQuery } from "./FamilyForms.generated.ts";
import { ownerOf, type PlanAction } from "./PlanActions.tsx";
import { useKept } from "./use-kept.ts";

type Family = NonNullable<FamilyActionToDoQuery["family"]>;

const TITLE = "Mark this action as done";
const NO_DAY = { code: "MISSING", field: "doneOn", message: "Enter the date on which it was done, such as 3 1 2017" };

function CompleteActionForm({ family, action }: { family: Family; action: PlanAction }) {
  const { today } = useSignedIn();
  const navigate = useNavigate();
  const [complete] = useMutation(CompletePlanActionDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { field, dateField, errors, busy, submit } = useServerForm({ defaultValues: { note: "", doneOn: today } });
  return (
    <FamilyForm family={family} title={TITLE} errors={errors}>
      <SummaryList
        rows={[
          {
            key: "Action",
            value: (
              <>
                {action.title ?? "Details removed"}
                <NotToBeShared place={`actions.${action.id}`} />
              </>
            ),
          },
          ...(action.outcome === null ? [] : [{ key: "Wanted outcome", value: action.outcome }]),
          { key: "Need", value: CRITERION_NAMES[action.criterion] },
          { key: "Who", value: ownerOf(action) },
          { key: "By", value: formatDate(action.dueOn) },
        ]}
      />
      <form
        noValidate
        autoComplete="off"
        onSubmit={submit(async (values) => {
          if (!isRealDate(values.doneOn)) return [NO_DAY];
          const { data } = await complete({
            variables: { input: { ...values, actionId: action.id, version: action.version, idempotencyKey } },
          });
          if (data?.completePlanAction.action)
            await navigate(`/families/${family.id}`, { state: { done: "The action is marked as done" } });
          return data?.completePlanAction.errors;
        })}
      >
        <Textarea
          {...field("note")}
          label="What was done?"
          labelSize="s"
          hint="Who took part, and what changed. Others around the family will read this."
        />
        <DateInput {...dateField("doneOn")} legend="When was it done?" legendSize="s" />
        <Button busy={busy}>Mark as done</Button>
      </form>
    </FamilyForm>
  );
}

function ActionToDo({ family, action }: { family: Family; action: PlanAction }) {
  const open = useKept(action.viewerCanComplete ? action : null);
  if (open !== null) return <CompleteActionForm family={family} action={open} />;
  return (
    <NotForYou family={family} title={TITLE}>
      {action.status === "OPEN"
        ? "Only the team that owns this action can mark it as done; the lead professional does so for what the family took on."
        : `This action ended${action.endedOn === null ? "" : ` on ${formatDate(action.endedOn)}`}. There is nothing more to do.`}
    </NotForYou>
  );
}

function CompleteActionPage() {
  const { id = "", actionId = "" } = useParams();
  const query = useQuery(FamilyActionToDoDocument, { variables: { id } });
  return (
    <Loaded query={query} what="the action">
      {({ family }) => {
        const action = family?.actions.find((each) => each.id === actionId);
        if (family === null || action === undefined) return <NotFound what="action" />;
        return (
          <ClosedContext value={closedOf(family.closedAnswers)}>
            <ActionToDo family={family} action={action} />
          </ClosedContext>
        );
      }}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="plans.complete">
      <CompleteActionPage />
    </RequirePermission>
  );
}
