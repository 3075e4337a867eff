import { Link } from "react-router";
import { FormattedDate } from "../../components/FormattedDate.tsx";
import { NotToBeShared } from "../../components/NotToBeShared.tsx";
import { personName, teamName } from "../../components/people.ts";
import { ACTION_STATUS_NAMES, CRITERION_NAMES } from "../../components/words.ts";
import { ButtonLink } from "../../govuk/Button.tsx";
import { type Column, Table } from "../../govuk/Table.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { DisagreementsWith } from "../corrections/Disagreements.tsx";
import type { PlanActions_FamilyFragment } from "./Family.generated.ts";
import { Section } from "./Section.tsx";

/** Of what is done or cancelled, the latest; the rest is folded away. */
const SHOWN = 3;

export type PlanAction = PlanActions_FamilyFragment["actions"][number];

export function ownerOf({ owner, team }: PlanAction): string {
  if (owner === "FAMILY") return "The family";
  return team === null ? "No team" : teamName(team);
}

function What({ action }: { action: PlanAction }) {
  return (
    <>
      {action.title ?? "Details removed"}
      <NotToBeShared place={`actions.${action.id}`} />
      <span className="app-under">
        {CRITERION_NAMES[action.criterion]}
        {action.person !== null && `, for ${personName(action.person)}`}
      </span>
      {action.outcome !== null && <span className="app-under">Wanted: {action.outcome}</span>}
      {action.note !== null && <span className="app-under">Note: {action.note}</span>}
      <DisagreementsWith recordId={action.id} />
    </>
  );
}

function Status({ action }: { action: PlanAction }) {
  if (action.overdue) return <Tag colour="red">Overdue</Tag>;
  if (action.status === "OPEN") return <Tag colour="blue">{ACTION_STATUS_NAMES.OPEN}</Tag>;
  return (
    <>
      {ACTION_STATUS_NAMES[action.status]}
      {action.endedOn !== null && (
        <>
          {" "}
          <FormattedDate date={action.endedOn} short />
        </>
      )}
    </>
  );
}

const WHAT: Column<PlanAction> = {
  key: "title",
  header: "Action",
  value: ({ title }) => title,
  cell: (action) => <What action={action} />,
};
const WHO: Column<PlanAction> = { key: "owner", header: "Who", value: ownerOf };
const BY: Column<PlanAction> = {
  key: "dueOn",
  header: "By",
  value: ({ dueOn }) => dueOn,
  cell: ({ dueOn }) => <FormattedDate date={dueOn} short />,
};
const STATUS: Column<PlanAction> = {
  key: "status",
  header: "Status",
  value: ({ status }) => status,
  cell: (action) => <Status action={action} />,
};

/** Open actions as they stand, for the plan and for going through them at a meeting. */
export function OpenActions({
  actions,
  caption,
  empty,
  familyId,
}: {
  actions: readonly PlanAction[];
  caption: string;
  empty: string;
  familyId?: string;
}) {
  const columns = [WHAT, WHO, BY, STATUS];
  if (familyId !== undefined && actions.some(({ viewerCanComplete }) => viewerCanComplete)) {
    columns.push({
      key: "done",
      header: "Next",
      value: () => "",
      cell: ({ id, title, viewerCanComplete }) =>
        viewerCanComplete && (
          <Link className="govuk-link" to={`/families/${familyId}/actions/${id}/done`}>
            Mark as done<span className="govuk-visually-hidden">: {title ?? "action"}</span>
          </Link>
        ),
    });
  }
  return <Table caption={caption} captionSize="s" columns={columns} rows={actions} rowKey={({ id }) => id} empty={empty} stack />;
}

export function PlanActions({ family }: { family: PlanActions_FamilyFragment }) {
  const open = family.actions.filter(({ status }) => status === "OPEN").toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));
  const ended = family.actions
    .filter(({ status }) => status !== "OPEN")
    .toSorted((a, b) => (b.endedOn ?? b.dueOn).localeCompare(a.endedOn ?? a.dueOn));
  const overdue = open.filter((action) => action.overdue).length;
  return (
    <Section
      id="plan"
      title="Plan"
      summary={
        [
          open.length > 0 && `${open.length} to do`,
          overdue > 0 && `${overdue} overdue`,
          ended.length > 0 && `${ended.length} done or cancelled`,
        ]
          .filter(Boolean)
          .join(", ") || "No action yet"
      }
      actions={
        family.viewerCanAddAction && (
          <ButtonLink to={`/families/${family.id}/actions/new`} variant="secondary">
            Add an action
          </ButtonLink>
        )
      }
    >
      <OpenActions caption="To do" actions={open} empty="No action is open." familyId={family.id} />
      {ended.length > 0 && (
        <Table
          caption="Done or cancelled"
          captionSize="s"
          columns={[WHAT, WHO, BY, STATUS]}
          rows={ended}
          rowKey={({ id }) => id}
          first={SHOWN}
          stack
        />
      )}
    </Section>
  );
}
