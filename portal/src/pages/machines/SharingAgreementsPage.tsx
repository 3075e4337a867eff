import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useLocation } from "react-router";
import { formatDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { ButtonGroup, ButtonLink } from "../../govuk/Button.tsx";
import { NotificationBanner } from "../../govuk/NotificationBanner.tsx";
import { SummaryList } from "../../govuk/SummaryList.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { Administration } from "../administration/Administration.tsx";
import { Deed } from "../administration/UserDeeds.tsx";
import {
  EndImpactAssessmentDocument,
  EndSharingAgreementDocument,
  type SharingAgreement_AgreementFragment,
  SharingAgreementsDocument,
} from "./SharingAgreements.generated.ts";
import { kindName, SHARING_STATES } from "./words.ts";

type Agreement = SharingAgreement_AgreementFragment;
/** Whole phrases, each with a capital: commas would run them together. */
const eachOnALine = (phrases: readonly string[]) => <span className="app-written">{phrases.join("\n")}</span>;

type OnDone = { onDone: (done: string) => void };

function Assessments({ agreement, onDone }: { agreement: Agreement } & OnDone) {
  const [end] = useMutation(EndImpactAssessmentDocument);
  if (agreement.impactAssessments.length === 0) return <>None: nothing can be sent under this agreement yet</>;
  return (
    <ul className="govuk-list govuk-list--spaced">
      {agreement.impactAssessments.map(({ id, version, title, documentReference, approvedBy, approvedOn, reviewDueOn, state }) => (
        <li key={id}>
          {title} <Tag colour={SHARING_STATES[state][1]}>{SHARING_STATES[state][0]}</Tag>
          <span className="app-under">
            {documentReference}. Approved by {approvedBy} on {formatDate(approvedOn)}; counts until {formatDate(reviewDueOn)}
          </span>
          {state === "IN_FORCE" && (
            <Deed
              title={`Take back the approval of ${title}`}
              button={
                <>
                  Take the approval back<span className="govuk-visually-hidden"> of {title}</span>
                </>
              }
              confirm="Take it back"
              warning
              onDone={onDone}
              work={async () => {
                const { data } = await end({ variables: { input: { assessmentId: id, version } } });
                return { errors: data?.endImpactAssessment.errors ?? [], done: `The approval of ${title} is taken back` };
              }}
            >
              From now on nothing is sent under this agreement, unless another assessment is in force.
            </Deed>
          )}
        </li>
      ))}
    </ul>
  );
}

function AgreementCard({ agreement, onDone }: { agreement: Agreement } & OnDone) {
  const [end] = useMutation(EndSharingAgreementDocument);
  const { id, version, title, state } = agreement;
  const [stateName, colour] = SHARING_STATES[state];
  return (
    <>
      <SummaryList
        card={{ title }}
        rows={[
          {
            key: "Status",
            value: (
              <>
                <Tag colour={colour}>{stateName}</Tag> {agreement.reviewOverdue && <Tag colour="yellow">Review overdue</Tag>}
              </>
            ),
          },
          { key: "Agencies", value: agreement.agencies.map(({ name }) => name).join(", ") },
          { key: "Covers", value: eachOnALine(agreement.kinds.map(kindName)) },
          { key: "For", value: eachOnALine(agreement.purposes) },
          { key: "From and to", value: `${formatDate(agreement.validFrom)} to ${formatDate(agreement.validTo)}` },
          {
            key: "Signed",
            value: `${formatDate(agreement.signedOn)} (${agreement.documentReference}); review due ${formatDate(agreement.reviewDueOn)}`,
          },
          { key: "Impact assessment", value: <Assessments agreement={agreement} onDone={onDone} /> },
        ]}
      />
      {(state === "IN_FORCE" || state === "NOT_YET") && (
        <ButtonGroup>
          <ButtonLink to={`/administration/sharing-agreements/${id}/assessment`} variant="secondary">
            Record an impact assessment<span className="govuk-visually-hidden"> of {title}</span>
          </ButtonLink>
          <Deed
            title={`End ${title}`}
            button={
              <>
                End it<span className="govuk-visually-hidden">: {title}</span>
              </>
            }
            confirm="End it now"
            warning
            onDone={onDone}
            work={async () => {
              const { data } = await end({ variables: { input: { sharingAgreementId: id, version } } });
              return { errors: data?.endSharingAgreement.errors ?? [], done: `${title} is ended` };
            }}
          >
            No machine client sends anything under it from now on. It cannot be taken up again: record a new one instead.
          </Deed>
        </ButtonGroup>
      )}
    </>
  );
}

function Agreements() {
  const query = useQuery(SharingAgreementsDocument);
  const { state } = useLocation() as { state: { done?: string } | null };
  const [done, setDone] = useState(state?.done ?? null);
  return (
    <>
      {done && <NotificationBanner success heading={done} />}
      <div className="app-narrow">
        <p className="govuk-body">
          A machine client sends what an agreement of its agency’s covers, while the agreement is in force and its data protection impact
          assessment (DPIA) is approved. When one of them runs out, sending stops by itself.
        </p>
        <ButtonLink to="/administration/sharing-agreements/new">Record an agreement</ButtonLink>
      </div>
      <Loaded query={query} what="agreements">
        {({ sharingAgreements }) =>
          sharingAgreements.length === 0 ? (
            <p className="govuk-body">No agreement is recorded yet.</p>
          ) : (
            sharingAgreements.map((agreement) => <AgreementCard key={agreement.id} agreement={agreement} onDone={setDone} />)
          )
        }
      </Loaded>
    </>
  );
}

export function Component() {
  return (
    <Administration title="Sharing agreements" permission="sharing-agreements.manage">
      <Agreements />
    </Administration>
  );
}
