import { useQuery } from "@apollo/client/react";
import { Link, useParams } from "react-router";
import { ClosedContext, closedOf } from "../../components/closed.ts";
import { DoneBanner } from "../../components/DoneBanner.tsx";
import { FormattedDate, FormattedInstant } from "../../components/FormattedDate.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { ProfessionalCopy } from "../../components/ProfessionalCopy.tsx";
import { teamName } from "../../components/people.ts";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useViewer } from "../../components/ViewerProvider.tsx";
import { CAF_STATUS_NAMES, CLOSE_REASON_NAMES } from "../../components/words.ts";
import { ButtonGroup, ButtonLink } from "../../govuk/Button.tsx";
import { Details } from "../../govuk/Details.tsx";
import { SummaryList, type SummaryRow } from "../../govuk/SummaryList.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { ViewCafDocument, type ViewCafQuery } from "../caf/Caf.generated.ts";
import { CafContentView } from "../caf/CafContentView.tsx";
import { Disagreement } from "../corrections/Disagreements.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { ReviewSummary } from "./ReviewSummary.tsx";

export type ViewedCaf = NonNullable<ViewCafQuery["caf"]>;

const COLOURS = { DRAFT: "grey", SUBMITTED: "blue", RETURNED: "orange", OPEN: "green", CLOSED: "grey" } as const;

function factsOf(caf: ViewedCaf): SummaryRow[] {
  const { team, agency, author, family } = caf;
  return [
    { key: "Status", value: <Tag colour={COLOURS[caf.status]}>{CAF_STATUS_NAMES[caf.status]}</Tag> },
    ...(family
      ? [
          {
            key: "Family",
            value: (
              <Link className="govuk-link" to={`/families/${family.id}`}>
                {family.name ?? "Record disposed of"} ({family.reference})
              </Link>
            ),
          },
        ]
      : []),
    {
      key: "Held by",
      value: (
        <>
          {teamName({ ...team, agency })}
          {team.phone && (
            <>
              , <span className="app-nowrap">{team.phone}</span>
            </>
          )}
        </>
      ),
    },
    { key: "Written by", value: author.name },
    ...(caf.openedOn ? [{ key: "Opened", value: <FormattedDate date={caf.openedOn} /> }] : []),
    ...(caf.closedOn ? [{ key: "Closed", value: <FormattedDate date={caf.closedOn} /> }] : []),
    ...(caf.closeReason ? [{ key: "Why it closed", value: CLOSE_REASON_NAMES[caf.closeReason] }] : []),
  ];
}

/** What people say is wrong with a version, above what it says. */
function Disputed({ caf, number }: { caf: ViewedCaf; number: number }) {
  const requests = (caf.family?.correctionRequests ?? []).filter(
    ({ recordId, versionNumber }) => recordId === caf.id && versionNumber === number,
  );
  return requests.map((request) => (
    <p key={request.id} className="govuk-body">
      <Disagreement request={request} named />
    </p>
  ));
}

function ViewCaf({ caf }: { caf: ViewedCaf }) {
  const { can } = useViewer();
  const [latest, ...earlier] = caf.versions;
  const base = `/cafs/${caf.reference}`;
  return (
    <>
      <DoneBanner />
      <ClosedContext value={closedOf(caf.versions.flatMap(({ closed }) => closed))}>
        <ProfessionalCopy />
      </ClosedContext>
      <PageTitle title={caf.reference} caption="Common Assessment Framework" />
      {latest?.review?.result === "RETURNED" && <ReviewSummary review={latest.review} banner />}
      <SummaryList rows={factsOf(caf)} />
      <ButtonGroup>
        {caf.viewerCanEdit && (
          <ButtonLink to={`${base}/edit`}>{caf.status === "RETURNED" ? "Change and submit again" : "Go on writing"}</ButtonLink>
        )}
        {caf.viewerCanReview && can("cafs.review") && <ButtonLink to={`${base}/review`}>Check its quality</ButtonLink>}
        {caf.family?.viewerCanMakeCopy && can("copies.make") && (
          <ButtonLink to={`/families/${caf.family.id}/copy`} variant="secondary">
            Make a copy for the family
          </ButtonLink>
        )}
        {caf.family && latest && (
          <ButtonLink to={`/families/${caf.family.id}/closed-answers`} variant="secondary">
            What is not to be shared
          </ButtonLink>
        )}
        {caf.viewerCanDiscard && (
          <ButtonLink to={`${base}/discard`} variant="secondary">
            Discard this draft
          </ButtonLink>
        )}
        {caf.viewerCanClose && (
          <ButtonLink to={`${base}/close`} variant="secondary">
            Close this CAF
          </ButtonLink>
        )}
      </ButtonGroup>
      {latest === undefined ? (
        <p className="govuk-body">It has not been submitted yet, so there is nothing to read.</p>
      ) : (
        <section aria-labelledby="latest">
          <h2 className="govuk-heading-m" id="latest">
            What it says
          </h2>
          <p className="govuk-body">
            Version {latest.number}, submitted by {latest.submittedBy.name} on <FormattedInstant instant={latest.submittedAt} />.
          </p>
          {latest.review?.result === "COMPLIANT" && <ReviewSummary review={latest.review} />}
          <Disputed caf={caf} number={latest.number} />
          <CafContentView content={latest.content} closed={latest.closed} headingLevel={3} />
        </section>
      )}
      {earlier.length > 0 && <h2 className="govuk-heading-m">Earlier versions</h2>}
      {earlier.map((version) => (
        <Details key={version.number} summary={`Version ${version.number}`}>
          <p className="govuk-body">
            Submitted by {version.submittedBy.name} on <FormattedInstant instant={version.submittedAt} />.
          </p>
          {version.review && <ReviewSummary review={version.review} />}
          <Disputed caf={caf} number={version.number} />
          <CafContentView content={version.content} closed={version.closed} headingLevel={3} />
        </Details>
      ))}
    </>
  );
}

function ViewCafPage() {
  const { reference = "" } = useParams();
  const query = useQuery(ViewCafDocument, { variables: { reference } });
  return (
    <Loaded query={query} what="CAF">
      {({ caf }) => (caf === null ? <NotFound what="CAF" /> : <ViewCaf caf={caf} />)}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="families.read">
      <ViewCafPage />
    </RequirePermission>
  );
}
