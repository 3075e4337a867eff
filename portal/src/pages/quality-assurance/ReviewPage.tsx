import { useQuery } from "@apollo/client/react";
import { useParams } from "react-router";
import { ClosedContext, closedOf } from "../../components/closed.ts";
import { FormattedInstant } from "../../components/FormattedDate.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { ProfessionalCopy } from "../../components/ProfessionalCopy.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { CAF_STATUS_NAMES } from "../../components/words.ts";
import { BackLink } from "../../govuk/BackLink.tsx";
import { ButtonLink } from "../../govuk/Button.tsx";
import { Details } from "../../govuk/Details.tsx";
import { IdentityBar } from "../../govuk/IdentityBar.tsx";
import { ViewCafDocument } from "../caf/Caf.generated.ts";
import { CafContentView } from "../caf/CafContentView.tsx";
import { Principles } from "../caf/Principles.tsx";
import { ReviewSummary } from "../caf-view/ReviewSummary.tsx";
import type { ViewedCaf } from "../caf-view/ViewCafPage.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { ReviewForm } from "./ReviewForm.tsx";

function Review({ caf }: { caf: ViewedCaf }) {
  const [latest, before] = caf.versions;
  if (latest === undefined || !caf.viewerCanReview) {
    return (
      <div className="app-narrow">
        <PageTitle title="This CAF does not wait to be checked" caption={caf.reference} />
        <p className="govuk-body">It is {CAF_STATUS_NAMES[caf.status].toLowerCase()}. Somebody else may have checked it already.</p>
        <ButtonLink to={`/cafs/${caf.reference}`}>Read {caf.reference}</ButtonLink>
      </div>
    );
  }
  return (
    <>
      <ClosedContext value={closedOf(latest.closed)}>
        <ProfessionalCopy />
      </ClosedContext>
      <BackLink to="/quality-assurance">Quality assurance</BackLink>
      <PageTitle title="Check the quality of a CAF" caption={caf.reference} />
      <IdentityBar
        title={caf.family?.name ?? "Record disposed of"}
        facts={[
          { label: "Version", value: latest.number },
          { label: "Submitted", value: <FormattedInstant instant={latest.submittedAt} /> },
          { label: "By", value: `${latest.submittedBy.name}, ${caf.team.name}` },
        ]}
      />
      <div className="app-review">
        <div className="app-review__read">
          {before?.review && (
            <Details summary="Why the version before was returned" open>
              <ReviewSummary review={before.review} />
            </Details>
          )}
          <CafContentView content={latest.content} closed={latest.closed} />
        </div>
        <div className="app-review__side">
          <div className="app-review__miss">
            <Principles principles={caf.principles} heading="What the four principles still miss" />
          </div>
          <div className="app-review__judge">
            <ReviewForm cafId={caf.id} reference={caf.reference} version={caf.version} versionNumber={latest.number} />
          </div>
        </div>
      </div>
    </>
  );
}

function ReviewPage() {
  const { reference = "" } = useParams();
  // What is judged must be what is there now.
  const query = useQuery(ViewCafDocument, { variables: { reference }, fetchPolicy: "network-only" });
  return (
    <Loaded query={query} what="CAF">
      {({ caf }) => (caf === null ? <NotFound what="CAF" /> : <Review caf={caf} />)}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="cafs.review">
      <ReviewPage />
    </RequirePermission>
  );
}
