import { useQuery } from "@apollo/client/react";
import { useLocation, useParams } from "react-router";
import { DangerNotice } from "../../components/DangerNotice.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { familyTitle } from "../../components/people.ts";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Breadcrumbs } from "../../govuk/Breadcrumbs.tsx";
import { NotificationBanner } from "../../govuk/NotificationBanner.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { Blockers } from "./Blockers.tsx";
import { Cafs } from "./Cafs.tsx";
import { Claim } from "./Claim.tsx";
import { Criteria } from "./Criteria.tsx";
import { FamilyDocument, type FamilyQuery } from "./Family.generated.ts";
import { FamilyAccess } from "./FamilyAccess.tsx";
import { FamilyEvidence } from "./FamilyEvidence.tsx";
import { FamilyIdentity } from "./FamilyIdentity.tsx";
import { FamilyTeam } from "./FamilyTeam.tsx";
import { FamilyTimeline } from "./FamilyTimeline.tsx";
import { LeadProfessional } from "./LeadProfessional.tsx";
import { Members } from "./Members.tsx";
import { NextSteps } from "./NextSteps.tsx";
import { PlanActions } from "./PlanActions.tsx";
import { Contents, type Place } from "./Section.tsx";
import { toldUnder } from "./told.ts";
import { useScrollToSection } from "./use-scroll-to-section.ts";

type Family = NonNullable<FamilyQuery["family"]>;

type Done = { heading: string; changes: readonly string[] };

/** What a form about this family leaves behind when it is done; never a name. */
function useDone(): Done | null {
  const state: unknown = useLocation().state;
  if (typeof state !== "object" || state === null || !("done" in state) || typeof state.done !== "string") return null;
  return { heading: state.done, changes: "told" in state ? toldUnder(state.told) : [] };
}

function placesOf({ standing }: Family): Place[] {
  const unattached = standing !== null && standing.attachedOn === null;
  const attached = standing !== null && standing.attachedOn !== null;
  return [
    { id: "members", title: "Who is in the family" },
    { id: "criteria", title: "Needs and progress" },
    ...(attached ? [{ id: "claim", title: "Claim" }] : []),
    ...(unattached ? [{ id: "blockers", title: "What stands in the way" }] : []),
    { id: "plan", title: "Plan" },
    { id: "lead", title: "Lead professional" },
    { id: "team", title: "Team around the family" },
    { id: "cafs", title: "Assessments" },
    { id: "evidence", title: "Evidence" },
    { id: "timeline", title: "Timeline" },
    { id: "access", title: "Who can see this family" },
  ];
}

function FamilyRecord({ family }: { family: Family }) {
  const done = useDone();
  useScrollToSection();
  return (
    <>
      {done !== null && (
        <NotificationBanner success heading={done.heading}>
          {done.changes.length > 0 && (
            <ul className="govuk-list govuk-list--bullet">
              {done.changes.map((change) => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          )}
        </NotificationBanner>
      )}
      <PageTitle title="Family">{familyTitle(family)}</PageTitle>
      <FamilyIdentity family={family} named={false} />
      <DangerNotice compact />
      <NextSteps family={family} />
      <div className="app-family">
        <Contents places={placesOf(family)} />
        <div>
          <Members family={family} />
          <Criteria family={family} />
          <Claim family={family} />
          <Blockers family={family} />
          <PlanActions family={family} />
          <LeadProfessional family={family} />
          <FamilyTeam family={family} />
          <Cafs family={family} />
          <FamilyEvidence family={family} />
          <FamilyTimeline family={family} />
          <FamilyAccess family={family} />
        </div>
      </div>
    </>
  );
}

function FamilyPage() {
  const { id = "" } = useParams();
  const query = useQuery(FamilyDocument, { variables: { id } });
  return (
    <>
      <Breadcrumbs items={[{ text: "Families", to: "/families" }, { text: "This family" }]} />
      <Loaded query={query} what="the family">
        {({ family }) => (family === null ? <NotFound what="family" /> : <FamilyRecord family={family} />)}
      </Loaded>
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission="families.read">
      <FamilyPage />
    </RequirePermission>
  );
}
