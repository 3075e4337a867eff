import { useQuery } from "@apollo/client/react";
import type { ReactNode } from "react";
import { useParams } from "react-router";
import { DoneBanner } from "../../components/DoneBanner.tsx";
import { formatDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { Breadcrumbs } from "../../govuk/Breadcrumbs.tsx";
import { Details } from "../../govuk/Details.tsx";
import { SummaryList } from "../../govuk/SummaryList.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { Files, HandOver } from "./HandOver.tsx";
import { Holding } from "./Holding.tsx";
import { OtherWays, PrepareForm, ProveForm, type ShownRequest } from "./RequestForms.tsx";
import { SubjectHoldingDocument, SubjectRequestDocument } from "./SubjectAccess.generated.ts";
import { ASKER_NAMES, HOME, METHOD_NAMES, REFUSAL_NAMES, STATE_NAMES } from "./words.ts";

const row = (key: string, value: string | null | undefined) => (value ? [{ key, value }] : []);

function Facts({ request }: { request: ShownRequest }) {
  const {
    state,
    dueOn,
    overdue,
    closedOn,
    askedBy,
    requesterName,
    extendedOn,
    extendedMonths,
    identityProvedOn,
    refusalGround,
    handedOverBy,
  } = request;
  const proved = identityProvedOn && `${formatDate(identityProvedOn)}${request.identityProof === null ? "" : `: ${request.identityProof}`}`;
  const extended =
    extendedOn &&
    `By ${extendedMonths === 1 ? "one month" : "two months"} on ${formatDate(extendedOn)}: ${request.extensionReason ?? "removed"}`;
  return (
    <SummaryList
      rows={[
        {
          key: closedOn === null ? "Due" : "Closed",
          value: (
            <>
              {formatDate(closedOn ?? dueOn)} {overdue && <Tag colour="red">Overdue</Tag>}
            </>
          ),
        },
        { key: "State", value: STATE_NAMES[state] },
        ...row("About", request.subjectName),
        ...row("Families", request.familyReferences.join(", ")),
        { key: "Asked by", value: `${ASKER_NAMES[askedBy]}${requesterName === null ? "" : `: ${requesterName}`}` },
        ...row("Authority", request.authority),
        { key: "Received", value: `${formatDate(request.receivedOn)}, recorded by ${request.recordedBy.name}` },
        ...row("Asked for", request.scope),
        ...row("Identity proved", proved),
        ...row("Extended", extended),
        ...row("Refused because", refusalGround && REFUSAL_NAMES[refusalGround]),
        ...row("Handed over", handedOverBy && METHOD_NAMES[handedOverBy]),
        ...row("Reason", request.closeReason),
      ]}
    />
  );
}

/** Once all is decided on, what is next comes first. */
function Folded({ folded, children }: { folded: boolean; children: ReactNode }) {
  return folded ? <Details summary="What is held, and what was decided">{children}</Details> : children;
}

/** What is held is collected anew each time: what was recorded since is decided on too. */
function Working({ request }: { request: ShownRequest }) {
  const query = useQuery(SubjectHoldingDocument, { variables: { requestId: request.id }, fetchPolicy: "cache-and-network" });
  return (
    <Loaded query={query} what="what is held">
      {({ subjectHolding: holding }) =>
        holding === null ? null : (
          <>
            {request.state === "IDENTITY_PROVED" && holding.undecided === 0 && <PrepareForm request={request} />}
            {request.state === "PREPARED" && <HandOver request={request} />}
            <Folded folded={request.state === "PREPARED" && holding.undecided === 0}>
              <Holding requestId={request.id} reference={request.reference} holding={holding} />
            </Folded>
          </>
        )
      }
    </Loaded>
  );
}

function Shown({ request }: { request: ShownRequest }) {
  const { today } = useSignedIn();
  const { state, reference } = request;
  const open = request.closedOn === null;
  return (
    <>
      <Breadcrumbs
        items={[{ text: "Administration", to: "/administration" }, { text: "Subject access requests", to: HOME }, { text: reference }]}
      />
      <DoneBanner />
      <PageTitle title={`Request ${reference}`} caption="Subject access requests" />
      <Facts request={request} />
      {state === "RECEIVED" && <ProveForm request={request} />}
      {open && state !== "RECEIVED" && <Working request={request} />}
      {!open && <Files request={request} />}
      {open && <OtherWays request={request} today={today} />}
    </>
  );
}

function RequestPage() {
  const { reference = "" } = useParams();
  const query = useQuery(SubjectRequestDocument, { variables: { reference } });
  return (
    <Loaded query={query} what="request">
      {({ subjectRequest: request }) =>
        request === null ? <NotFound what="request" list={{ to: HOME, text: "Subject access requests" }} /> : <Shown request={request} />
      }
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="subject-access.manage">
      <RequestPage />
    </RequirePermission>
  );
}
