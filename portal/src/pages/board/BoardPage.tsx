import { useQuery } from "@apollo/client/react";
import { useLocation } from "react-router";
import { AsOfPicker, useAsOf } from "../../components/AsOfPicker.tsx";
import { formatDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { PrintButton } from "../../components/PrintButton.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useSignedIn, useViewer } from "../../components/ViewerProvider.tsx";
import { ButtonGroup, ButtonLink } from "../../govuk/Button.tsx";
import { NotificationBanner } from "../../govuk/NotificationBanner.tsx";
import { Agencies } from "./Agencies.tsx";
import { Attached } from "./Attached.tsx";
import { BoardDocument, PublicationsDocument } from "./Board.generated.ts";
import { ChooseMonth } from "./ChooseMonth.tsx";
import { Claims } from "./Claims.tsx";
import { Eligible } from "./Eligible.tsx";
import { financialYearStart } from "./words.ts";

const SECTIONS = [
  { id: "attached", text: "Attached families" },
  { id: "eligible", text: "Eligible and not attached" },
  { id: "claims", text: "Progress to claims" },
  { id: "agencies", text: "What each kind of agency has put in" },
];

function Report({ asOf }: { asOf: string }) {
  const openedSince = financialYearStart(asOf);
  const query = useQuery(BoardDocument, { variables: { asOf, openedSince } });
  return (
    <Loaded query={query} what="the figures">
      {({ attachedByDistrict, eligibleNotAttached, progressToClaims, agencyContributions }) => (
        <>
          <nav className="app-contents app-contents--inline" aria-label="On this page">
            <ul className="govuk-list">
              {SECTIONS.map(({ id, text }) => (
                <li key={id}>
                  <a className="govuk-link" href={`#${id}`}>
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <Attached attached={attachedByDistrict} />
          <Eligible eligible={eligibleNotAttached} openedSince={openedSince} />
          <Claims progress={progressToClaims} />
          <Agencies contributions={agencyContributions} asOf={attachedByDistrict.asOf} />
        </>
      )}
    </Loaded>
  );
}

/** Coordinators ask for any day up to today, and see every number. */
function AnyDay() {
  const { today } = useSignedIn();
  const { can } = useViewer();
  const asked = useAsOf(today);
  const asOf = asked > today ? today : asked;
  const state: unknown = useLocation().state;
  const published = typeof state === "object" && state !== null && "published" in state;
  return (
    <>
      {published && <NotificationBanner success heading={`The figures for ${formatDate(asOf)} are published`} />}
      <PageTitle title="Board report" caption={`As of ${formatDate(asOf)}`} />
      <AsOfPicker key={asOf} asOf={asOf} today={today} />
      <ButtonGroup>
        <PrintButton />
        {can("reports.publish") && (
          <ButtonLink to="/board/publish" variant="secondary">
            Publish a month
          </ButtonLink>
        )}
      </ButtonGroup>
      <p className="govuk-body">You see every number. What the board sees is published month by month, with small numbers hidden.</p>
      <Report asOf={asOf} />
    </>
  );
}

/** Board members and auditors read published month-ends, with small numbers hidden. */
function PublishedMonths() {
  const query = useQuery(PublicationsDocument);
  const asked = useAsOf("");
  return (
    <Loaded query={query} what="published months">
      {({ publications }) => {
        const months = publications.map(({ asOf }) => asOf);
        const asOf = months.includes(asked) ? asked : months[0];
        if (asOf === undefined) {
          return (
            <>
              <PageTitle title="Board report" />
              <p className="govuk-body">No month is published yet. You will find the figures here once a coordinator publishes them.</p>
            </>
          );
        }
        return (
          <>
            <PageTitle title="Board report" caption={`As of ${formatDate(asOf)}`} />
            <ChooseMonth months={months} asOf={asOf} />
            {asked !== "" && asked !== asOf && (
              <NotificationBanner>
                <p className="govuk-notification-banner__heading">
                  No figures are published for {formatDate(asked)}. These are the latest, for {formatDate(asOf)}.
                </p>
              </NotificationBanner>
            )}
            <PrintButton />
            <Report asOf={asOf} />
          </>
        );
      }}
    </Loaded>
  );
}

function BoardPage() {
  const { can } = useViewer();
  return can("reports.read-any-day") ? <AnyDay /> : <PublishedMonths />;
}

export function Component() {
  return (
    <RequirePermission permission="reports.read-published">
      <BoardPage />
    </RequirePermission>
  );
}
