import { Client } from "pg";
import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Random } from "../../../../seeds/random.ts";
import { cloneDatabase, type TestDatabase } from "../../../test/cluster.ts";
import { ROLE_PERMISSIONS } from "../../access/permissions.ts";
import { systemViewer, type UserViewer } from "../../access/viewer.ts";
import { type Database, openDatabase } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import { addDays, type LocalDate, localDate } from "../../shared/local-date.ts";
import { readFacts } from "../criteria/facts.reads.ts";
import { rulesInForce } from "../criteria/rules-in-force.ts";
import { StandingService } from "./standing.service.ts";
import { historyOf, type StandingRow } from "./standing-rows.rules.ts";

const SYSTEM = systemViewer("SYSTEM_STANDINGS");
const START = localDate("2016-02-01");

let today: LocalDate = START;
const clock: Clock = { now: () => new Date(`${today}T10:00:00Z`), today: () => today };

let db: TestDatabase;
let client: Client;
let database: Database;
let standings: StandingService;
let rules: Awaited<ReturnType<typeof rulesInForce>>;
const agency = v7();
const team = v7();
const worker = v7();

beforeAll(async () => {
  db = await cloneDatabase();
  client = new Client({ connectionString: db.urls.loader });
  await client.connect();
  ({ database } = await openDatabase({ url: db.urls.app, poolSize: 4, clock }));
  rules = await rulesInForce(database);
  standings = new StandingService(database, clock, rules.plan, rules.terms);
  await client.query("INSERT INTO district VALUES ('pendle', 'Pendle', 'East', 1)");
  await client.query("INSERT INTO agency (id, name, kind) VALUES ($1, 'Early help', 'WPEHS')", [agency]);
  await client.query("INSERT INTO team (id, agency_id, name) VALUES ($1, $2, 'Early help')", [team, agency]);
  await client.query("INSERT INTO app_user (id, name, role, agency_id, team_id) VALUES ($1, 'Worker', 'PRACTITIONER', $2, $3)", [
    worker,
    agency,
    team,
  ]);
});
afterAll(async () => {
  await database.close();
  await client.end();
  await db.drop();
});
beforeEach(() => {
  today = START;
});

const coordinator: UserViewer = {
  kind: "USER",
  correlationId: "test",
  userId: worker,
  name: "Worker",
  role: "COORDINATOR",
  agency: { id: agency, name: "Early help", kind: "WPEHS" },
  teamId: null,
  teamIds: [],
  districts: ["pendle"],
  permissions: ROLE_PERMISSIONS.COORDINATOR,
};

/** A family as its records come in, one after the other, on whatever day it is. */
class Records {
  readonly id = v7();
  readonly adult = v7();
  readonly child = v7();
  #openHelp: string | null = null;
  #lead: string | null = null;
  #caf: string | null = null;
  #attached = false;
  #childLeft = false;
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  async begin(): Promise<void> {
    const number = String(100_000 + (await this.#serial()));
    await client.query("INSERT INTO family (id, reference, district_code, source, recorded_at) VALUES ($1, $2, 'pendle', 'MATCHING', $3)", [
      this.id,
      `F-${number}`,
      clock.now(),
    ]);
    for (const [person, born] of [
      [this.adult, "1984-03-03"],
      [this.child, "2005-08-20"],
    ]) {
      await client.query("INSERT INTO person (id, date_of_birth, recorded_at) VALUES ($1, $2, $3)", [person, born, clock.now()]);
      await client.query(
        "INSERT INTO family_member (id, family_id, person_id, relationship, valid_from, recorded_at) VALUES ($1, $2, $3, 'OTHER_ADULT', '2014-01-01', $4)",
        [v7(), this.id, person, clock.now()],
      );
    }
  }

  /** Something happens that is recorded today; it may have happened some days ago. */
  async something(): Promise<void> {
    const ago = addDays(today, -this.#random.whole(0, 30));
    const kinds = ["benefit", "help", "call-out", "return", "lead", "caf", "action", "attach", "leave", "exclusion"] as const;
    switch (this.#random.pick(kinds)) {
      case "benefit":
        return this.#evidence("BENEFIT", this.adult, addDays(ago, -100), this.#random.chance(0.5) ? ago : null, {
          benefit: this.#random.pick(["JSA", "UNIVERSAL_CREDIT"]),
        });
      case "help": {
        const from = "2015-12-01" as LocalDate;
        const open = this.#openHelp;
        if (open) await this.#evidence("EARLY_HELP", null, from, ago < from ? from : ago, { impact: "MODERATE" }, open);
        this.#openHelp = null;
        if (!open) await this.#evidence("EARLY_HELP", null, from, null, { impact: "MODERATE" }, null, (id) => (this.#openHelp = id));
        return;
      }
      case "call-out":
        return this.#evidence("DOMESTIC_CALL_OUT", this.adult, ago, ago, { inSupportOfInjunction: false });
      case "exclusion":
        return this.#evidence("EXCLUSION", this.child, ago, ago, { permanent: this.#random.chance(0.2) });
      case "return": {
        const term = rules.terms.filter(({ to }) => to < today).at(-this.#random.whole(1, 3));
        return (
          term &&
          this.#evidence("ATTENDANCE", this.child, term.from, term.to, {
            term: term.from,
            school: agency,
            possible: 100,
            authorised: 2,
            unauthorised: this.#random.whole(0, 30),
          })
        );
      }
      case "lead":
        return this.#leadStep();
      case "caf":
        return this.#cafStep();
      case "action":
        await client.query(
          "INSERT INTO plan_action (id, family_id, criterion, owner, has_outcome, due_on, status, recorded_at) VALUES ($1, $2, $3, 'FAMILY', true, $4, 'OPEN', $5)",
          [
            v7(),
            this.id,
            this.#random.pick(["MISSING_EDUCATION", "WORKLESSNESS", "CHILDREN_WHO_NEED_HELP"]),
            addDays(today, 30),
            clock.now(),
          ],
        );
        return;
      case "attach":
        if (!this.#attached)
          await client.query(
            "INSERT INTO attachment (id, family_id, attached_on, district_code, lead_agency_kind, recorded_at) VALUES ($1, $2, $3, 'pendle', 'WPEHS', $4)",
            [v7(), this.id, today, clock.now()],
          );
        else
          await client.query(
            "INSERT INTO claim (id, family_id, route, submitted_on, recorded_at) VALUES ($1, $2, 'SSP', $3, $4) ON CONFLICT DO NOTHING",
            [v7(), this.id, today, clock.now()],
          );
        this.#attached = true;
        return;
      case "leave":
        if (!this.#childLeft)
          await client.query("UPDATE family_member SET valid_to = $3, ended_recorded_at = $4 WHERE family_id = $1 AND person_id = $2", [
            this.id,
            this.child,
            ago,
            clock.now(),
          ]);
        this.#childLeft = true;
    }
  }

  async #evidence(
    kind: string,
    person: string | null,
    from: LocalDate,
    to: LocalDate | null,
    facts: object,
    supersedes: string | null = null,
    then?: (id: string) => void,
  ): Promise<void> {
    const id = v7();
    await client.query(
      "INSERT INTO evidence (id, family_id, person_id, kind, source, valid_from, valid_to, facts, supersedes_id, recorded_at) VALUES ($1, $2, $3, $4, 'WPEHS', $5, $6, $7, $8, $9)",
      [id, this.id, person, kind, from, to, JSON.stringify(facts), supersedes, clock.now()],
    );
    then?.(id);
  }

  async #leadStep(): Promise<void> {
    if (!this.#lead) {
      this.#lead = v7();
      await client.query(
        "INSERT INTO lead_professional (id, family_id, user_id, agency_id, team_id, asked_on, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [this.#lead, this.id, worker, agency, team, today, clock.now()],
      );
      return;
    }
    const { rowCount } = await client.query(
      "UPDATE lead_professional SET accepted_on = $2, accepted_recorded_at = $3 WHERE id = $1 AND accepted_on IS NULL",
      [this.#lead, today, clock.now()],
    );
    if (rowCount) return;
    await client.query("UPDATE lead_professional SET ended_on = $2, ended_recorded_at = $3 WHERE id = $1", [
      this.#lead,
      today,
      clock.now(),
    ]);
    this.#lead = null;
  }

  async #cafStep(): Promise<void> {
    const version = async (caf: string): Promise<void> => {
      const answers = [this.adult, this.child].flatMap((_, index) =>
        ["CRIME_ASB", "MISSING_EDUCATION", "CHILDREN_WHO_NEED_HELP", "WORKLESSNESS", "DOMESTIC_ABUSE", "HEALTH"].map((criterion) => ({
          memberKey: `m${index}`,
          criterion,
          answer: this.#random.pick(["NEED", "NO_NEED", "NO_NEED", "NO_NEED"]),
          evidenced: true,
        })),
      );
      const members = [this.adult, this.child].map((personId, index) => ({ key: `m${index}`, personId, relationship: "PARENT" }));
      await client.query("INSERT INTO caf_version SELECT $1, count(*) + 1, $2, '{}', $3, $4 FROM caf_version WHERE caf_id = $1", [
        caf,
        JSON.stringify({ members, answers }),
        clock.now(),
        worker,
      ]);
    };
    if (!this.#caf) {
      this.#caf = v7();
      await client.query(
        "INSERT INTO caf (id, reference, family_id, agency_id, team_id, author_id, status, opened_on, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, 'SUBMITTED', $7, $8)",
        [this.#caf, `CAF-${100_000 + (await this.#serial())}`, this.id, agency, team, worker, today, clock.now()],
      );
      return version(this.#caf);
    }
    const roll = this.#random.next();
    if (roll < 0.4) return version(this.#caf);
    if (roll < 0.8) {
      await client.query(
        `INSERT INTO caf_review SELECT $1, max(number), 'COMPLIANT', '{}', null, $2, $3 FROM caf_version WHERE caf_id = $1
         HAVING NOT EXISTS (SELECT FROM caf_review r WHERE r.caf_id = $1 AND r.version_number = (SELECT max(number) FROM caf_version WHERE caf_id = $1))`,
        [this.#caf, clock.now(), worker],
      );
      return;
    }
    await client.query("UPDATE caf SET status = 'CLOSED', closed_on = $2, closed_recorded_at = $3 WHERE id = $1", [
      this.#caf,
      today,
      clock.now(),
    ]);
    this.#caf = null;
  }

  async #serial(): Promise<number> {
    const { rows } = await client.query<{ n: string }>("SELECT nextval('family_reference') AS n");
    return Number(rows[0]?.n);
  }
}

const ROWS = `SELECT family_id AS "familyId", valid_from AS "validFrom", valid_to AS "validTo", next_change_on AS "nextChangeOn",
    json_build_object('districtCode', district_code, 'needs', needs, 'eligible', eligible, 'attachedOn', attached_on,
      'leadAgencyKind', lead_agency_kind, 'outstanding', outstanding, 'openTo', open_to, 'progress', progress,
      'trackedContinuousEmployment', tracked_continuous_employment, 'needsTwelveMonths', needs_twelve_months,
      'cafOnRecord', caf_on_record, 'openCafOpenedOn', open_caf_opened_on, 'claimSubmittedOn', claim_submitted_on,
      'blockedBy', blocked_by) AS figures
  FROM standing WHERE family_id = $1 ORDER BY valid_from`;

const rowsOf = (id: string): Promise<StandingRow[]> => database.as(SYSTEM, (tx) => tx.query<StandingRow>(ROWS, [id]));
const reevaluate = (id: string): Promise<void> => database.as(SYSTEM, (tx) => standings.reevaluate(tx, [id]));

/** The figures of each stretch of days; stretches that say the same are one. */
function stretches(rows: readonly StandingRow[]): { from: LocalDate; figures: string }[] {
  const found: { from: LocalDate; figures: string }[] = [];
  for (const { validFrom, figures } of rows) {
    const text = JSON.stringify(Object.entries(figures).sort(([a], [b]) => (a < b ? -1 : 1)));
    if (found.at(-1)?.figures !== text) found.push({ from: validFrom, figures: text });
  }
  return found;
}

describe("standings after writes", () => {
  it.each(Array.from({ length: 30 }, (_, seed) => seed))("equal a recomputation from the start (records %i)", async (seed) => {
    const random = new Random(seed);
    const family = new Records(random);
    await family.begin();
    await reevaluate(family.id);
    for (let step = 0; step < 14; step++) {
      const past = (await rowsOf(family.id)).filter((row) => row.validTo !== null && row.validTo < today);
      if (random.chance(0.7)) today = addDays(today, random.whole(1, 45));
      if (random.chance(0.3)) await standings.reevaluateDue();
      await family.something();
      await reevaluate(family.id);
      expect((await rowsOf(family.id)).slice(0, past.length)).toEqual(past);
    }
    const [facts] = await database.as(SYSTEM, (tx) => readFacts(tx, [family.id]));
    const rows = await rowsOf(family.id);
    expect(facts && stretches(rows)).toEqual(facts && stretches(historyOf(rules.plan, rules.terms, facts, today).rows));
    rows.forEach((row, index) => {
      const next = rows[index + 1];
      expect(row.validTo).toBe(next ? addDays(next.validFrom, -1) : null);
    });
  });

  it("do not overlook a fact that another transaction records at the same time", async () => {
    const family = new Records(new Random(99));
    await family.begin();
    await reevaluate(family.id);
    let waiting = 2;
    let release = (): void => undefined;
    const bothWritten = new Promise<void>((resolve) => {
      release = resolve;
    });
    const add = (kind: string, facts: object) =>
      database.as(coordinator, async (tx) => {
        await tx.execute(
          "INSERT INTO evidence (id, family_id, person_id, kind, source, valid_from, facts, recorded_at) VALUES ($1, $2, $3, $4, 'WPEHS', '2016-01-10', $5, $6)",
          [v7(), family.id, family.adult, kind, JSON.stringify(facts), clock.now()],
        );
        waiting -= 1;
        if (waiting === 0) release();
        await bothWritten;
        await standings.reevaluate(tx, [family.id]);
      });
    await Promise.all([add("BENEFIT", { benefit: "JSA" }), add("HEALTH_CONCERN", { concern: "DRUGS" })]);
    expect((await rowsOf(family.id)).at(-1)?.figures).toMatchObject({ needs: ["WORKLESSNESS", "HEALTH"], eligible: true });
  });
});
