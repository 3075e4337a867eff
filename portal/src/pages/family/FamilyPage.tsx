import { useQuery } from "@apollo/client/react";
import { useEffect } from "react";
import { Link, useLocation, useParams } from "react-router";
import { ClosedContext, closedOf, useClosedTo } from "../../components/closed.ts";
import { DangerNotice } from "../../components/DangerNotice.tsx";
import { DoneBanner } from "../../components/DoneBanner.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { ProfessionalCopy } from "../../components/ProfessionalCopy.tsx";
import { familyTitle, listed } from "../../components/people.ts";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Breadcrumbs } from "../../govuk/Breadcrumbs.tsx";
import { WarningText } from "../../govuk/WarningText.tsx";
import { DisagreementsContext } from "../corrections/Disagreements.tsx";
import { FamilyCorrections } from "../corrections/FamilyCorrections.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { Blockers } from "./Blockers.tsx";
import { Cafs } from "./Cafs.tsx";
import { Claim } from "./Claim.tsx";
import { Criteria } from "./Criteria.tsx";
import { FamilyDocument, type FamilyQuery } from "./Family.generated.ts";
import { FamilyAccess } from "./FamilyAccess.tsx";
import { FamilyAgreement } from "./FamilyAgreement.tsx";
import { FamilyEvidence } from "./FamilyEvidence.tsx";
import { FamilyIdentity } from "./FamilyIdentity.tsx";
import { FamilyLooks } from "./FamilyLooks.tsx";
import { FamilyTeam } from "./FamilyTeam.tsx";
import { FamilyTimeline } from "./FamilyTimeline.tsx";
import { FoldsContext, useFoldsOf } from "./folds.ts";
import { LeadProfessional } from "./LeadProfessional.tsx";
import { Members } from "./Members.tsx";
import { NextSteps } from "./NextSteps.tsx";
import { PlanActions } from "./PlanActions.tsx";
import { type Place, Sections } from "./Section.tsx";
import { toldUnder } from "./told.ts";

type Family = NonNullable<FamilyQuery["family"]>;

/** What the form before this page has changed of the family's standing. */
function Told() {
  const state: unknown = useLocation().state;
  const changes = typeof state === "object" && state !== null && "told" in state ? toldUnder(state.told) : [];
  if (changes.length === 0) return null;
  return (
    <ul className="govuk-list govuk-list--bullet">
      {changes.map((change) => (
        <li key={change}>{change}</li>
      ))}
    </ul>
  );
}

function placesOf({ standing, looks }: Family): Place[] {
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
    { id: "agreement", title: "Agreement" },
    { id: "cafs", title: "Assessments" },
    { id: "evidence", title: "Evidence" },
    { id: "corrections", title: "What people say is wrong" },
    { id: "timeline", title: "Timeline" },
    { id: "access", title: "Who can see this family" },
    ...(looks === null ? [] : [{ id: "looks", title: "Who has looked" }]),
  ];
}

/** What was read in an emergency goes from the page, and from this tab’s memory, when the hour is over. */
function useEmergencyEnd(until: string | null) {
  useEffect(() => {
    if (until === null) return undefined;
    const timer = setTimeout(() => window.location.reload(), Math.max(1_000, Date.parse(until) - Date.now() + 1_000));
    return () => clearTimeout(timer);
  }, [until]);
}

/** Before anything is read out: that some of it is not for everybody here. */
function ClosedToMembers({ family }: { family: Family }) {
  const names = useClosedTo(() => true);
  const here = `/families/${family.id}`;
  return (
    <>
      {names.length > 0 && <WarningText>Some of this is not to be shared with {listed(names)}. It is marked where it stands.</WarningText>}
      <ul className="govuk-list app-family-copies">
        <li>
          <Link className="govuk-link" to={`${here}/closed-answers`}>
            What is not to be shared with members of the family
          </Link>
        </li>
        {family.viewerCanMakeCopy && (
          <li>
            <Link className="govuk-link" to={`${here}/copy`}>
              Make a copy for the family
            </Link>
          </li>
        )}
      </ul>
    </>
  );
}

function FamilyRecord({ family }: { family: Family }) {
  const folds = useFoldsOf(family.id);
  useEmergencyEnd(family.openedInEmergencyUntil);
  return (
    <ClosedContext value={closedOf(family.closedAnswers)}>
      <DoneBanner>
        <Told />
      </DoneBanner>
      <ProfessionalCopy />
      <PageTitle title="Family">{familyTitle(family)}</PageTitle>
      <FamilyIdentity family={family} named={false} />
      <DangerNotice compact />
      <ClosedToMembers family={family} />
      <NextSteps family={family} />
      <DisagreementsContext value={family.correctionRequests}>
        <FoldsContext value={folds}>
          <Sections places={placesOf(family)}>
            <Members family={family} />
            <Criteria family={family} />
            <Claim family={family} />
            <Blockers family={family} />
            <PlanActions family={family} />
            <LeadProfessional family={family} />
            <FamilyTeam family={family} />
            <FamilyAgreement family={family} />
            <Cafs family={family} />
            <FamilyEvidence family={family} />
            <FamilyCorrections family={family} />
            <FamilyTimeline family={family} />
            <FamilyAccess family={family} />
            <FamilyLooks family={family} />
          </Sections>
        </FoldsContext>
      </DisagreementsContext>
    </ClosedContext>
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
