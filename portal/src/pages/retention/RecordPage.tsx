import { useQuery } from "@apollo/client/react";
import { useParams } from "react-router";
import { DoneBanner } from "../../components/DoneBanner.tsx";
import { formatDate, formatInstant } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { PrintButton } from "../../components/PrintButton.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useViewer } from "../../components/ViewerProvider.tsx";
import { Breadcrumbs } from "../../govuk/Breadcrumbs.tsx";
import { SummaryList } from "../../govuk/SummaryList.tsx";
import { Table } from "../../govuk/Table.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { DisposeForm, LiftForm, ReviewForm } from "./RecordForms.tsx";
import { type RecordPage_RecordFragment, RetentionRecordDocument } from "./Retention.generated.ts";
import { STATE_NAMES, tableName } from "./words.ts";

type Kept = RecordPage_RecordFragment;

function Facts({ record: { people, state, dueOn, why, district, hold, review, disposal } }: { record: Kept }) {
  const reviewed = review && (review.decision === "DISPOSE" ? "To be disposed of" : `Kept until ${formatDate(review.keepUntil ?? "")}`);
  return (
    <SummaryList
      rows={[
        { key: "State", value: STATE_NAMES[state] },
        { key: "Due", value: dueOn === null ? "Not yet" : formatDate(dueOn) },
        { key: "Why", value: why },
        { key: "District", value: district },
        { key: "People in it", value: people },
        ...(hold ? [{ key: "On hold", value: `${hold.reason ?? ""} (${hold.placedBy.name}, ${formatInstant(hold.placedAt)})` }] : []),
        ...(review
          ? [
              {
                key: "Last review",
                value: `${reviewed}${review.reason === null || disposal ? "" : `: ${review.reason}`} (${review.reviewedBy.name}, ${formatInstant(review.reviewedAt)})`,
              },
            ]
          : []),
      ]}
    />
  );
}

function Certificate({ reference, disposal }: { reference: string; disposal: NonNullable<Kept["disposal"]> }) {
  return (
    <section aria-labelledby="certificate">
      <h2 className="govuk-heading-m" id="certificate">
        Certificate of disposal
      </h2>
      <SummaryList
        rows={[
          { key: "Record", value: reference },
          { key: "Fell due", value: formatDate(disposal.dueOn) },
          { key: "Reviewed by", value: disposal.reviewedBy.name },
          { key: "Disposed of by", value: `${disposal.disposedBy.name}, ${formatInstant(disposal.disposedAt)}` },
          { key: "Fingerprint (SHA-256)", value: <span className="app-identifier">{disposal.hash}</span> },
        ]}
      />
      <Table
        caption="What was blanked"
        columns={[
          { key: "what", header: "What", value: ({ table }) => tableName(table) },
          { key: "rows", header: "Records", value: ({ rows }) => rows, numeric: true },
        ]}
        rows={disposal.blanked.filter(({ rows }) => rows > 0)}
        rowKey={({ table }) => table}
        narrow
      />
      <PrintButton />
    </section>
  );
}

function KeptRecord({ record }: { record: Kept }) {
  const { can } = useViewer();
  const { state, familyId, review, disposal } = record;
  const manages = can("retention.manage");
  return (
    <>
      <Breadcrumbs
        items={[
          { text: "Administration", to: "/administration" },
          { text: "Keeping and disposal", to: "/administration/retention" },
          { text: record.reference },
        ]}
      />
      <DoneBanner />
      <PageTitle title={`Record ${record.reference}`} caption={disposal ? "Record disposed of" : "Keeping and disposal"} />
      <Facts record={record} />
      {disposal && <Certificate reference={record.reference} disposal={disposal} />}
      {manages && state === "HELD" && <LiftForm familyId={familyId} />}
      {state === "TO_DISPOSE" && review && <DisposeForm familyId={familyId} review={review} />}
      {manages && (state === "DUE" || state === "KEPT" || state === "TO_DISPOSE") && <ReviewForm familyId={familyId} />}
    </>
  );
}

function RecordPage() {
  const { reference = "" } = useParams();
  const query = useQuery(RetentionRecordDocument, { variables: { reference } });
  return (
    <Loaded query={query} what="record">
      {({ retentionRecord: record }) =>
        record === null ? (
          <NotFound what="record" list={{ to: "/administration/retention", text: "Keeping and disposal" }} />
        ) : (
          <KeptRecord record={record} />
        )
      }
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="retention.read">
      <RecordPage />
    </RequirePermission>
  );
}
