import type { Client } from "pg";
import { v7 } from "uuid";
import type { Random } from "../../seeds/random.ts";
import type { SchoolTerm } from "../src/modules/criteria/terms.rules.ts";
import type { Clock } from "../src/shared/clock.ts";
import { addDays, type LocalDate } from "../src/shared/local-date.ts";

/** Where records come in: the loader's connection, the day it is, and who is there. */
export interface Desk {
  readonly client: Client;
  readonly clock: Clock;
  readonly terms: readonly SchoolTerm[];
  readonly agency: string;
  readonly team: string;
  readonly worker: string;
}

/** A family as its records come in, one after the other, on whatever day it is. */
export class Records {
  readonly id = v7();
  readonly adult = v7();
  readonly child = v7();
  #openHelp: string | null = null;
  #lead: string | null = null;
  #caf: string | null = null;
  #attached = false;
  #childLeft = false;
  readonly #desk: Desk;
  readonly #random: Random;

  constructor(desk: Desk, random: Random) {
    this.#desk = desk;
    this.#random = random;
  }

  get #today(): LocalDate {
    return this.#desk.clock.today();
  }

  async begin(): Promise<void> {
    const number = String(100_000 + (await this.#serial()));
    await this.#desk.client.query(
      "INSERT INTO family (id, reference, district_code, source, recorded_at) VALUES ($1, $2, 'pendle', 'MATCHING', $3)",
      [this.id, `F-${number}`, this.#desk.clock.now()],
    );
    for (const [person, born] of [
      [this.adult, "1984-03-03"],
      [this.child, "2005-08-20"],
    ]) {
      await this.#desk.client.query("INSERT INTO person (id, date_of_birth, recorded_at) VALUES ($1, $2, $3)", [
        person,
        born,
        this.#desk.clock.now(),
      ]);
      await this.#desk.client.query(
        "INSERT INTO family_member (id, family_id, person_id, relationship, valid_from, recorded_at) VALUES ($1, $2, $3, 'OTHER_ADULT', '2014-01-01', $4)",
        [v7(), this.id, person, this.#desk.clock.now()],
      );
    }
  }

  /** Something happens that is recorded today; it may have happened some days ago. */
  async something(): Promise<void> {
    const ago = addDays(this.#today, -this.#random.whole(0, 30));
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
        const term = this.#desk.terms.filter(({ to }) => to < this.#today).at(-this.#random.whole(1, 3));
        return (
          term &&
          this.#evidence("ATTENDANCE", this.child, term.from, term.to, {
            term: term.from,
            school: this.#desk.agency,
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
        await this.#desk.client.query(
          "INSERT INTO plan_action (id, family_id, criterion, owner, has_outcome, due_on, status, recorded_at) VALUES ($1, $2, $3, 'FAMILY', true, $4, 'OPEN', $5)",
          [
            v7(),
            this.id,
            this.#random.pick(["MISSING_EDUCATION", "WORKLESSNESS", "CHILDREN_WHO_NEED_HELP"]),
            addDays(this.#today, 30),
            this.#desk.clock.now(),
          ],
        );
        return;
      case "attach":
        if (!this.#attached)
          await this.#desk.client.query(
            "INSERT INTO attachment (id, family_id, attached_on, district_code, lead_agency_kind, recorded_at) VALUES ($1, $2, $3, 'pendle', 'WPEHS', $4)",
            [v7(), this.id, this.#today, this.#desk.clock.now()],
          );
        else
          await this.#desk.client.query(
            "INSERT INTO claim (id, family_id, route, submitted_on, recorded_at) VALUES ($1, $2, 'SSP', $3, $4) ON CONFLICT DO NOTHING",
            [v7(), this.id, this.#today, this.#desk.clock.now()],
          );
        this.#attached = true;
        return;
      case "leave":
        if (!this.#childLeft)
          await this.#desk.client.query(
            "UPDATE family_member SET valid_to = $3, ended_recorded_at = $4 WHERE family_id = $1 AND person_id = $2",
            [this.id, this.child, ago, this.#desk.clock.now()],
          );
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
    await this.#desk.client.query(
      "INSERT INTO evidence (id, family_id, person_id, kind, source, valid_from, valid_to, facts, supersedes_id, recorded_at) VALUES ($1, $2, $3, $4, 'WPEHS', $5, $6, $7, $8, $9)",
      [id, this.id, person, kind, from, to, JSON.stringify(facts), supersedes, this.#desk.clock.now()],
    );
    then?.(id);
  }

  async #leadStep(): Promise<void> {
    if (!this.#lead) {
      this.#lead = v7();
      await this.#desk.client.query(
        "INSERT INTO lead_professional (id, family_id, user_id, agency_id, team_id, asked_on, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [this.#lead, this.id, this.#desk.worker, this.#desk.agency, this.#desk.team, this.#today, this.#desk.clock.now()],
      );
      return;
    }
    const { rowCount } = await this.#desk.client.query(
      "UPDATE lead_professional SET accepted_on = $2, accepted_recorded_at = $3 WHERE id = $1 AND accepted_on IS NULL",
      [this.#lead, this.#today, this.#desk.clock.now()],
    );
    if (rowCount) return;
    await this.#desk.client.query("UPDATE lead_professional SET ended_on = $2, ended_recorded_at = $3 WHERE id = $1", [
      this.#lead,
      this.#today,
      this.#desk.clock.now(),
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
      await this.#desk.client.query(
        "INSERT INTO caf_version SELECT $1, count(*) + 1, $2, '{}', $3, $4 FROM caf_version WHERE caf_id = $1",
        [caf, JSON.stringify({ members, answers }), this.#desk.clock.now(), this.#desk.worker],
      );
    };
    if (!this.#caf) {
      this.#caf = v7();
      await this.#desk.client.query(
        "INSERT INTO caf (id, reference, family_id, agency_id, team_id, author_id, status, opened_on, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, 'SUBMITTED', $7, $8)",
        [
          this.#caf,
          `CAF-${100_000 + (await this.#serial())}`,
          this.id,
          this.#desk.agency,
          this.#desk.team,
          this.#desk.worker,
          this.#today,
          this.#desk.clock.now(),
        ],
      );
      return version(this.#caf);
    }
    const roll = this.#random.next();
    if (roll < 0.4) return version(this.#caf);
    if (roll < 0.8) {
      await this.#desk.client.query(
        `INSERT INTO caf_review SELECT $1, max(number), 'COMPLIANT', '{}', null, $2, $3 FROM caf_version WHERE caf_id = $1
         HAVING NOT EXISTS (SELECT FROM caf_review r WHERE r.caf_id = $1 AND r.version_number = (SELECT max(number) FROM caf_version WHERE caf_id = $1))`,
        [this.#caf, this.#desk.clock.now(), this.#desk.worker],
      );
      return;
    }
    await this.#desk.client.query("UPDATE caf SET status = 'CLOSED', closed_on = $2, closed_recorded_at = $3 WHERE id = $1", [
      this.#caf,
      this.#today,
      this.#desk.clock.now(),
    ]);
    this.#caf = null;
  }

  async #serial(): Promise<number> {
    const { rows } = await this.#desk.client.query<{ n: string }>("SELECT nextval('family_reference') AS n");
    return Number(rows[0]?.n);
  }
}
