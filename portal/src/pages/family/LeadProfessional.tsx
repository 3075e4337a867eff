import { formatDate } from "../../components/dates.ts";
import { teamName } from "../../components/people.ts";
import { LEAD_STATUS_NAMES } from "../../components/words.ts";
import { ButtonLink } from "../../govuk/Button.tsx";
import { SummaryList } from "../../govuk/SummaryList.tsx";
import { type Column, Table } from "../../govuk/Table.tsx";
import type { LeadProfessional_FamilyFragment, LeadRequestFragment } from "./Family.generated.ts";
import { Section } from "./Section.tsx";

function whereOf({ worker }: LeadRequestFragment): string {
  return worker.team === null ? worker.agency.name : teamName({ ...worker.team, agency: worker.agency });
}

function whenOf({ status, askedOn, acceptedOn, endedOn }: LeadRequestFragment): string {
  if (status === "ACCEPTED" && acceptedOn !== null) return `Accepted on ${formatDate(acceptedOn)}`;
  if ((status === "DECLINED" || status === "ENDED") && endedOn !== null) return `${LEAD_STATUS_NAMES[status]} on ${formatDate(endedOn)}`;
  return `Asked on ${formatDate(askedOn)}`;
}

const COLUMNS: readonly Column<LeadRequestFragment>[] = [
  { key: "worker", header: "Who", value: ({ worker }) => worker.name },
  { key: "where", header: "Where they work", value: whereOf },
  { key: "when", header: "Answer", value: whenOf },
  { key: "reason", header: "Reason", value: ({ declineReason }) => declineReason ?? "–" },
];

export function LeadProfessional({ family }: { family: LeadProfessional_FamilyFragment }) {
  const { lead, leadRequests } = family;
  const here = `/families/${family.id}/lead-professional`;
  const waiting = leadRequests.find(({ status }) => status === "ASKED");
  const earlier = leadRequests.filter(({ id }) => id !== lead?.id && id !== waiting?.id);
  const canAnswer = leadRequests.some(({ viewerCanAnswer }) => viewerCanAnswer);
  const phone = lead?.worker.team?.phone ?? lead?.worker.agency.phone ?? null;
  return (
    <Section
      id="lead"
      title="Lead professional"
      summary={lead !== null ? lead.worker.name : waiting === undefined ? "Nobody yet" : `${waiting.worker.name} was asked`}
      actions={
        <>
          {canAnswer && <ButtonLink to={`${here}/answer`}>Answer whether you will lead</ButtonLink>}
          {family.viewerCanAskLeadProfessional && (
            <ButtonLink to={`${here}/ask`} variant="secondary">
              Ask somebody to lead
            </ButtonLink>
          )}
        </>
      }
    >
      {lead === null ? (
        <p className="govuk-body">
          {waiting === undefined
            ? `Nobody leads this family${earlier.length === 0 ? ", and nobody has been asked" : ""}.`
            : `Nobody leads this family yet. ${waiting.worker.name}, ${whereOf(waiting)}, was asked on ${formatDate(waiting.askedOn)} and has not answered.`}
        </p>
      ) : (
        <SummaryList
          rows={[
            { key: "Name", value: lead.worker.name },
            { key: "Where they work", value: whereOf(lead) },
            ...(phone === null
              ? []
              : [
                  {
                    key: "Telephone",
                    value: (
                      <a className="govuk-link" href={`tel:${phone.replaceAll(" ", "")}`}>
                        {phone}
                      </a>
                    ),
                  },
                ]),
            { key: "Answer", value: whenOf(lead) },
          ]}
        />
      )}
      {earlier.length > 0 && (
        <Table caption="Asked before" captionSize="s" columns={COLUMNS} rows={earlier} rowKey={({ id }) => id} stack />
      )}
    </Section>
  );
}
