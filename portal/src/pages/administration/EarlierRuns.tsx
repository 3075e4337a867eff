import { FormattedInstant } from "../../components/FormattedDate.tsx";
import { type Column, Table } from "../../govuk/Table.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import type { Run } from "./LatestRun.tsx";
import { CAUSE_NAMES, STATE_COLOURS, STATE_NAMES } from "./reevaluation-words.ts";

const WHOLE = new Intl.NumberFormat("en-GB");

const COLUMNS: readonly Column<Run>[] = [
  {
    key: "started",
    header: "Started",
    value: ({ startedAt }) => startedAt,
    cell: ({ startedAt, startedBy }) => (
      <>
        <FormattedInstant instant={startedAt} />
        <span className="app-under">{startedBy.name}</span>
      </>
    ),
    sortable: true,
  },
  {
    key: "plan",
    header: "Under",
    value: ({ planName }) => planName,
    cell: ({ planName, cause }) => (
      <>
        {planName}
        <span className="app-under">{CAUSE_NAMES[cause]}</span>
      </>
    ),
    sortable: true,
  },
  {
    key: "state",
    header: "State",
    value: ({ state }) => STATE_NAMES[state],
    cell: ({ state }) => <Tag colour={STATE_COLOURS[state]}>{STATE_NAMES[state]}</Tag>,
    sortable: true,
  },
  {
    key: "done",
    header: "Families done",
    value: ({ familiesDone, families }) => `${familiesDone} of ${families}`,
    cell: ({ familiesDone, families }) => `${WHOLE.format(familiesDone)} of ${WHOLE.format(families)}`,
    numeric: true,
  },
  { key: "changed", header: "Changed", value: ({ familiesChanged }) => familiesChanged, numeric: true, sortable: true },
  { key: "failed", header: "Failed batches", value: ({ failedBatches }) => failedBatches, numeric: true, sortable: true },
  {
    key: "ended",
    header: "Ended",
    value: ({ endedAt }) => endedAt,
    cell: ({ endedAt }) => (endedAt === null ? "Not yet" : <FormattedInstant instant={endedAt} />),
    sortable: true,
  },
];

/** Those before the latest one. */
export function EarlierRuns({ runs }: { runs: readonly Run[] }) {
  return (
    <Table
      caption="Earlier re-evaluations"
      columns={COLUMNS}
      rows={runs}
      rowKey={({ id }) => id}
      csvName="earlier-re-evaluations"
      stack
      empty="There is none before it."
    />
  );
}
