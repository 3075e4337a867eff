import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BUSINESS_DAY } from "../../../../seeds/load.ts";
import { cloneDatabase, type TestDatabase } from "../../../test/cluster.ts";
import { cohortTemplate } from "../../../test/cohort.ts";
import { systemViewer } from "../../access/viewer.ts";
import { withConnection } from "../../database/connect.ts";
import { type Database, openDatabase } from "../../database/database.ts";
import { offsetClock } from "../../shared/clock.ts";
import { type LocalDate, localDate } from "../../shared/local-date.ts";
import type { AgencyKind } from "../criteria/facts.rules.ts";
import { readByKind, readContribution } from "./contribution.reads.ts";
import { KIND_FIGURES, type KindFigure } from "./figures.rules.ts";

/** Before everything that was put in. */
const EVER = localDate("2000-01-01");

/** What the cohort is too tidy for: recorded late, or before its day, and passed twice. Spread by the last digit of an id. */
const UNTIDY = `
  UPDATE plan_action SET ended_recorded_at = ended_recorded_at + interval '9 days' WHERE right(id::text, 1) < '6';
  UPDATE taf_meeting SET held_on = held_on + 5 WHERE right(id::text, 1) < '5';
  UPDATE taf_meeting SET recorded_at = recorded_at + interval '20 days' WHERE right(id::text, 1) > '9';
  UPDATE lead_professional SET accepted_recorded_at = accepted_recorded_at + interval '30 days' WHERE right(id::text, 1) < '5';
  UPDATE lead_professional SET ended_on = accepted_on + 60, ended_recorded_at = accepted_recorded_at + interval '50 days'
    WHERE right(id::text, 1) IN ('4', '9', 'a') AND accepted_on < '2016-09-01';
  INSERT INTO caf_version (caf_id, number, content, submitted_at, submitted_by)
    SELECT v.caf_id, 2, v.content, r.reviewed_at + interval '5 days', v.submitted_by
    FROM caf_version v JOIN caf_review r ON r.caf_id = v.caf_id AND r.result = 'COMPLIANT' WHERE right(v.caf_id::text, 1) < '5';
  INSERT INTO caf_review (caf_id, version_number, result, reasons, reviewed_at, reviewed_by)
    SELECT v.caf_id, 2, 'COMPLIANT', '{}', v.submitted_at + interval '8 days', r.reviewed_by
    FROM caf_version v JOIN caf_review r ON r.caf_id = v.caf_id WHERE v.number = 2`;

let db: TestDatabase;
let database: Database;
beforeAll(async () => {
  db = await cloneDatabase(cohortTemplate);
  await withConnection(db.urls.loader, "Untidy records", (loader) => loader.query(UNTIDY));
  const clock = offsetClock(new Date(`${BUSINESS_DAY}T12:00:00Z`), new Date());
  ({ database } = await openDatabase({ url: db.urls.app, poolSize: 2, clock, watchNesting: true }));
}, 120_000);
afterAll(async () => {
  await database.close();
  await db.drop();
});

type Sums = Record<KindFigure, number>;
const nothing = (): Sums => ({ cafsSubmitted: 0, cafsCompliant: 0, familiesLed: 0, actionsDone: 0, actionsOverdue: 0 });

/** What the pages of the agencies of each kind come to. */
function sumsOfPages(asOf: LocalDate): Promise<Map<AgencyKind, Sums>> {
  return database.as(systemViewer("SYSTEM_STANDINGS"), async (tx) => {
    const sums = new Map<AgencyKind, Sums>();
    for (const { id } of await tx.query<{ id: string }>("SELECT id FROM agency")) {
      const { agency, periods } = await readContribution(tx, id, [{ from: EVER, to: asOf }]);
      const sum = sums.get(agency.kind) ?? nothing();
      sums.set(agency.kind, sum);
      for (const figure of KIND_FIGURES) sum[figure] += periods[0]?.[figure] ?? 0;
    }
    return sums;
  });
}

describe("what the board is shown by kind of agency", () => {
  it.each(["2015-06-01", "2016-03-31", "2016-10-31", "2016-12-23", "2017-01-03"])(
    "as of %s is the sum of the agencies' own pages",
    async (day) => {
      const asOf = localDate(day);
      const kinds = await database.as(systemViewer("SYSTEM_REPORTS"), (tx) => readByKind(tx, asOf));
      const pages = await sumsOfPages(asOf);
      expect(kinds).toHaveLength(pages.size);
      for (const { kind, agencies: _, lastHeardOn, ...figures } of kinds) {
        expect([kind, figures]).toEqual([kind, pages.get(kind)]);
        expect(lastHeardOn === null || lastHeardOn <= asOf).toBe(true);
      }
      expect(kinds.reduce((sum, { actionsDone, familiesLed }) => sum + actionsDone + familiesLed, 0)).toBeGreaterThan(0);
    },
    60_000,
  );
});
