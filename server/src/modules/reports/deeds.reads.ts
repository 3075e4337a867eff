/** A day in England, whatever the server's zone. */
export const day = (column: string): string => `(${column} AT TIME ZONE 'Europe/London')::date`;

/** Something that an agency did. It counts from the day on which it was both done and on record, so that a past month never changes. */
interface Deed {
  /** Its figure's name, as SQL writes it. */
  readonly what: string;
  readonly from: string;
  readonly agency: string;
  /** The day on which it was done, where its record does not say the same. */
  readonly on?: string;
  /** When it came on record. */
  readonly at: string;
  readonly worker?: string;
  /** What it counts once for, however often it was done. */
  readonly once?: string;
  /** The board is told when a kind of agency last did so. */
  readonly heard?: boolean;
}

const DEEDS: readonly Deed[] = [
  {
    what: "'cafsSubmitted'",
    from: "caf c JOIN caf_version v ON v.caf_id = c.id AND v.number = 1 WHERE true",
    agency: "c.agency_id",
    at: "v.submitted_at",
    worker: "v.submitted_by",
    heard: true,
  },
  {
    what: "'cafsReturned'",
    from: "caf c JOIN caf_review r ON r.caf_id = c.id WHERE r.result = 'RETURNED'",
    agency: "c.agency_id",
    at: "r.reviewed_at",
    once: "c.id",
  },
  {
    what: "'cafsCompliant'",
    from: "caf c JOIN caf_review r ON r.caf_id = c.id WHERE r.result = 'COMPLIANT'",
    agency: "c.agency_id",
    at: "r.reviewed_at",
    once: "c.id",
  },
  {
    what: "'tafMeetingsHeld'",
    from: "taf_meeting m WHERE true",
    agency: "m.agency_id",
    on: "m.held_on",
    at: "m.recorded_at",
    worker: "m.recorded_by",
    heard: true,
  },
  {
    what: "'tafSeatsAttended'",
    from: "taf_attendance t JOIN taf_meeting m ON m.id = t.meeting_id WHERE t.attended",
    agency: "t.agency_id",
    on: "m.held_on",
    at: "m.recorded_at",
    heard: true,
  },
  {
    what: "'actionsDone'",
    from: "plan_action x WHERE x.status = 'DONE'",
    agency: "x.agency_id",
    on: "x.ended_on",
    at: "x.ended_recorded_at",
    worker: "x.ended_by",
    heard: true,
  },
  {
    what: "'closuresNotified'",
    from: "caf c WHERE c.closed_on IS NOT NULL",
    agency: "c.agency_id",
    on: "c.closed_on",
    at: "c.closed_recorded_at",
  },
  {
    what: "'evidenceSupplied'",
    from: "evidence e WHERE NOT e.withdrawn",
    agency: "e.agency_id",
    at: "e.recorded_at",
    worker: "e.recorded_by",
  },
];

/** Something that an agency has in hand, from its first day until the day on which it is over, by what was on record. */
interface Spell {
  readonly what: string;
  readonly from: string;
  readonly agency: string;
  /** What is in hand: one that stands in two rows counts once. */
  readonly subject: string;
  readonly begins: { readonly on: string; readonly at?: string };
  readonly over: { readonly on: string; readonly at: string };
}

const SPELLS: readonly Spell[] = [
  {
    what: "'cafsOpen'",
    from: "caf c WHERE c.status IN ('OPEN', 'CLOSED')",
    agency: "c.agency_id",
    subject: "c.id",
    begins: {
      on: `COALESCE((SELECT min(${day("r.reviewed_at")}) FROM caf_review r WHERE r.caf_id = c.id AND r.result = 'COMPLIANT'), c.opened_on)`,
    },
    over: { on: "c.closed_on", at: "c.closed_recorded_at" },
  },
  {
    what: "'familiesLed'",
    from: "lead_professional l WHERE l.accepted_on IS NOT NULL",
    agency: "l.agency_id",
    subject: "l.family_id",
    begins: { on: "l.accepted_on", at: "l.accepted_recorded_at" },
    over: { on: "l.ended_on", at: "l.ended_recorded_at" },
  },
  {
    what: "'actionsOverdue'",
    from: "plan_action x WHERE true",
    agency: "x.agency_id",
    subject: "x.id",
    begins: { on: "x.due_on + 1", at: "x.recorded_at" },
    over: { on: "x.ended_on", at: "x.ended_recorded_at" },
  },
];

/** The later of a day and the day of an instant; one that is not there does not count. */
const later = (on: string | undefined, at: string | undefined): string =>
  on && at ? `GREATEST(${on}, ${day(at)})` : (on ?? day(at ?? "NULL::timestamptz"));

/** The deeds of the agency $1: agency_id, what, on_day, worker. */
export const DEEDS_OF_AGENCY = DEEDS.map(
  ({ what, from, agency, on, at, worker = "NULL::uuid", once }) =>
    `SELECT ${agency}, ${what} AS what, ${once ? `min(${later(on, at)})` : later(on, at)} AS on_day, ${worker} AS worker
     FROM ${from} AND ${agency} = $1 ${once ? `GROUP BY ${agency}, ${once}` : ""}`,
).join(" UNION ALL ");

/** What the agency $1 has in hand at some time: agency_id, what, subject, from_day, over_on. */
export const SPELLS_OF_AGENCY = SPELLS.map(
  ({ what, from, agency, subject, begins, over }) =>
    `SELECT ${agency}, ${what} AS what, ${subject} AS subject, ${later(begins.on, begins.at)} AS from_day, ${later(over.on, over.at)} AS over_on
     FROM ${from} AND ${agency} = $1`,
).join(" UNION ALL ");

export const inHand = (on: string): string => `from_day <= ${on} AND (over_on IS NULL OR over_on > ${on})`;

/** The end of the day $1 in England, worked out once: turning every row's instant into its day took most of the time of counting. */
const END_OF_DAY = "(SELECT ($1::date + 1)::timestamp AT TIME ZONE 'Europe/London')";

/** On record by the end of the day $1. What has no instant is known from its day on. */
const known = (at: string | undefined): string => (at ? `COALESCE(${at} < ${END_OF_DAY}, true)` : "true");

const named = <T extends { readonly what: string }>(all: readonly T[], names: readonly string[]): T[] =>
  all.filter(({ what }) => names.includes(what.slice(1, -1)));

/** Of all agencies by the end of the day $1, those deeds that a figure or the last sign of life asks for: agency_id, what, n, last. */
export const deedsUpTo = (figures: readonly string[]): string =>
  DEEDS.filter(({ what, heard }) => heard || figures.includes(what.slice(1, -1)))
    .map(
      ({ what, from, agency, on, at, once, heard }) =>
        `SELECT ${agency} AS agency_id, ${what} AS what, count(${once ? `DISTINCT ${once}` : "*"}) AS n,
           ${heard ? later(on && `max(${on})`, `max(${at})`) : "NULL::date"} AS last
         FROM ${from} AND ${on ? `${on} <= $1::date` : "true"} AND ${known(at)} GROUP BY ${agency}`,
    )
    .join(" UNION ALL ");

/** What all agencies have in hand at the end of the day $1: agency_id, what, subject. */
export const spellsOn = (figures: readonly string[]): string =>
  named(SPELLS, figures)
    .map(
      ({ what, from, agency, subject, begins, over }) =>
        `SELECT ${agency} AS agency_id, ${what} AS what, ${subject} AS subject FROM ${from}
         AND ${begins.on} <= $1::date AND ${known(begins.at)}
         AND (${over.on} IS NULL OR ${over.on} > $1::date OR ${over.at} >= ${END_OF_DAY})`,
    )
    .join(" UNION ALL ");
