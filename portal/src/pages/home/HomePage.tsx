import { useQuery } from "@apollo/client/react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { DoneBanner } from "../../components/DoneBanner.tsx";
import { formatDate } from "../../components/dates.ts";
import { FormattedDate } from "../../components/FormattedDate.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { NotSharedWith } from "../../components/NotToBeShared.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { Unbroken } from "../../components/Unbroken.tsx";
import { useSignedIn, useViewer } from "../../components/ViewerProvider.tsx";
import { ButtonLink } from "../../govuk/Button.tsx";
import { type Task as ListedTask, TaskList } from "../../govuk/TaskList.tsx";
import { HomeDocument, type HomeQuery } from "./Home.generated.ts";

type Task = HomeQuery["tasks"]["tasks"][number];

const SHOWN = 50;

/** Where what hangs on no family is done. */
const PAGE_OF: Partial<Record<Task["kind"], string>> = {
  PUBLISH_MONTH: "/board/publish",
  ANSWER_SUBJECT_REQUEST: "/administration/subject-access",
  LOOK_INTO_EMERGENCY_ACCESS: "/administration/emergency-access",
  ANSWER_CORRECTION_REQUEST: "/administration/corrections",
  REVIEW_SHARING_AGREEMENT: "/administration/sharing-agreements",
  RENEW_MACHINE_CLIENT: "/administration/machine-clients",
};

/** Where each kind of task is done. */
function addressOf({ kind, familyId, cafReference }: Task): string {
  const page = PAGE_OF[kind];
  if (page !== undefined) return page;
  if (kind === "REVIEW_CAF") return cafReference === null ? "/quality-assurance" : `/cafs/${cafReference}/review`;
  if (kind === "FINISH_DRAFT" || kind === "AMEND_RETURNED_CAF") return cafReference === null ? "/check" : `/cafs/${cafReference}/edit`;
  if (familyId === null) return "/families";
  if (kind === "ANSWER_LEAD_PROFESSIONAL_REQUEST") return `/families/${familyId}/lead-professional/answer`;
  if (kind === "LOOK_AT_DISPUTED_RECORD" || kind === "READ_CORRECTION") return `/families/${familyId}#corrections`;
  if (kind === "HOLD_TAF") return `/families/${familyId}#team`;
  if (kind === "ATTACH_FAMILY") return `/families/${familyId}/attach`;
  return `/families/${familyId}#plan`;
}

function WhoseAndWhen({ familyName, familyId, dueOn, overdue }: Task) {
  const family = familyName === null ? (familyId === null ? null : "Family whose name was removed") : `${familyName} family`;
  if (dueOn === null) return family;
  return (
    <>
      {family !== null && `${family}, `}
      {overdue ? "was due by " : "due by "}
      <FormattedDate date={dueOn} />
    </>
  );
}

/** Nobody reads a task out from a list unwarned: what the family's page marks is marked here. */
function hintOf(task: Task): ReactNode {
  if (task.notSharedWith.length === 0)
    return task.familyId === null && task.dueOn === null && task.familyName === null ? null : <WhoseAndWhen {...task} />;
  return (
    <>
      <WhoseAndWhen {...task} />
      <NotSharedWith names={task.notSharedWith} />
    </>
  );
}

function statusOf(task: Task): Pick<ListedTask, "status" | "colour"> {
  if (task.overdue) return { status: "Overdue", colour: "red" };
  if (task.dueOn !== null) return { status: "To do", colour: "blue" };
  return { status: "Waiting", colour: "yellow" };
}

function NothingToDo() {
  const { can } = useViewer();
  return (
    <>
      <p className="govuk-body">Nothing is waiting for you.</p>
      {can("cafs.check") && (
        <p className="govuk-body">
          Worried about a family? First{" "}
          <Link className="govuk-link" to="/check">
            check whether a CAF exists
          </Link>
          .
        </p>
      )}
    </>
  );
}

function Tasks({ tasks, total }: HomeQuery["tasks"]) {
  if (tasks.length === 0) return <NothingToDo />;
  const items = tasks.map((task) => {
    return { title: <Unbroken text={task.title} />, to: addressOf(task), hint: hintOf(task), ...statusOf(task) };
  });
  return (
    <>
      <p className="govuk-body">
        {total === 1 ? "One thing waits for you." : `${total} things wait for you. The most urgent come first`}
        {total > tasks.length && `; here are the first ${tasks.length}`}
        {total > 1 && "."}
      </p>
      <TaskList items={items} />
    </>
  );
}

const PLACES = [
  { permission: "cafs.check", to: "/check", text: "Check whether a CAF exists" },
  { permission: "families.read", to: "/families", text: "Find a family" },
  { permission: "contributions.read", to: "/contribution", text: "What your agency has put in" },
  { permission: "reports.read-published", to: "/board", text: "The board’s figures" },
  { permission: "audit.read", to: "/administration", text: "Administration" },
];

function Shortcuts() {
  const { can } = useViewer();
  const places = PLACES.filter(({ permission }) => can(permission));
  const [first, ...others] = places;
  if (first === undefined) return null;
  return (
    <aside className="app-shortcuts" aria-labelledby="shortcuts">
      <h2 className="govuk-heading-m" id="shortcuts">
        Go to
      </h2>
      <ButtonLink to={first.to} variant="secondary">
        {first.text}
      </ButtonLink>
      <ul className="govuk-list">
        {others.map(({ to, text }) => (
          <li key={to}>
            <Link className="govuk-link" to={to}>
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </aside>
  );
}

/** What waits for the person who has ten minutes. */
export function Component() {
  const { today } = useSignedIn();
  const query = useQuery(HomeDocument, { variables: { first: SHOWN } });
  return (
    <>
      <DoneBanner />
      <PageTitle title="Your tasks" caption={formatDate(today)} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <Loaded query={query} what="your tasks">
            {({ tasks }) => <Tasks {...tasks} />}
          </Loaded>
        </div>
        <div className="govuk-grid-column-one-third">
          <Shortcuts />
        </div>
      </div>
    </>
  );
}
