import type { Client } from "pg";
import { v7 } from "uuid";
import { id } from "./town.ts";

/** The columns of a standing that reports count by; what is left out stands as for a family of which nothing is known. */
export interface StandingFixture {
  readonly families: number;
  readonly district: "burnley" | "pendle";
  readonly from?: string;
  readonly to?: string;
  readonly needs?: readonly string[];
  readonly eligible?: boolean;
  readonly attachedOn?: string;
  readonly lead?: string;
  readonly outstanding?: readonly string[];
  readonly openTo?: "CSC" | "WPEHS";
  readonly progress?: string;
  readonly trackedForEmployment?: boolean;
  readonly needsTwelveMonths?: boolean;
  readonly caf?: boolean;
  readonly openCafOn?: string;
  readonly claimedOn?: string;
}

let made = 0;

/** One family and its reference. */
export async function insertFamily(loader: Client, district: string): Promise<string> {
  made += 1;
  const family = v7();
  await loader.query(
    `INSERT INTO family (id, reference, district_code, source, name, recorded_at) VALUES ($1, $2, $3, 'MATCHING', 'Made-up', '2016-01-01T09:00Z')`,
    [family, `F-${String(900_000 + made)}`, district],
  );
  return family;
}

/** So many families of one standing each. */
export async function insertStandings(loader: Client, fixtures: readonly StandingFixture[]): Promise<string[]> {
  const families: string[] = [];
  for (const fixture of fixtures) {
    for (let index = 0; index < fixture.families; index++) {
      const family = await insertFamily(loader, fixture.district);
      families.push(family);
      await insertStanding(loader, family, fixture);
    }
  }
  return families;
}

export async function insertStanding(loader: Client, family: string, fixture: StandingFixture): Promise<void> {
  await loader.query(
    `INSERT INTO standing (family_id, valid_from, valid_to, district_code, needs, eligible, attached_on, lead_agency_kind, outstanding, open_to,
       progress, tracked_continuous_employment, needs_twelve_months, caf_on_record, open_caf_opened_on, claim_submitted_on, blocked_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, '{}')`,
    [
      family,
      fixture.from ?? "2016-01-01",
      fixture.to ?? null,
      fixture.district,
      fixture.needs ?? [],
      fixture.eligible ?? false,
      fixture.attachedOn ?? null,
      fixture.lead ?? null,
      fixture.outstanding ?? [],
      fixture.openTo ?? null,
      fixture.progress ?? (fixture.attachedOn ? "OUTSTANDING" : "NOT_ATTACHED"),
      fixture.trackedForEmployment ?? false,
      fixture.needsTwelveMonths ?? false,
      fixture.caf ?? false,
      fixture.openCafOn ?? null,
      fixture.claimedOn ?? null,
    ],
  );
}

interface CafFixture {
  readonly number: number;
  readonly family: string;
  readonly agency: string;
  readonly team: string;
  readonly author: string;
  readonly submitted: readonly string[];
  /** What became of each submission. */
  readonly results: readonly ("RETURNED" | "COMPLIANT")[];
  readonly closedOn?: string;
}

/** A CAF with its submissions and their reviews, a day after each. */
export async function insertCaf(loader: Client, caf: CafFixture): Promise<void> {
  const cafId = id(0x5000 + caf.number);
  const compliant = caf.results.includes("COMPLIANT");
  const status = caf.closedOn ? "CLOSED" : compliant ? "OPEN" : caf.results.length < caf.submitted.length ? "SUBMITTED" : "RETURNED";
  await loader.query(
    `INSERT INTO caf (id, reference, family_id, agency_id, team_id, author_id, status, opened_on, closed_on, close_reason, closed_recorded_at, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::date, $9::date, $10, $9::date, $8::date)`,
    [
      cafId,
      `CAF-${String(900_000 + caf.number)}`,
      caf.family,
      caf.agency,
      caf.team,
      caf.author,
      status,
      caf.submitted[0],
      caf.closedOn ?? null,
      caf.closedOn ? "NEEDS_MET" : null,
    ],
  );
  for (const [index, day] of caf.submitted.entries()) {
    await loader.query("INSERT INTO caf_version (caf_id, number, content, submitted_at, submitted_by) VALUES ($1, $2, '{}', $3, $4)", [
      cafId,
      index + 1,
      `${day}T10:00:00Z`,
      caf.author,
    ]);
    const result = caf.results[index];
    if (!result) continue;
    await loader.query(
      `INSERT INTO caf_review (caf_id, version_number, result, reasons, reviewed_at, reviewed_by) VALUES ($1, $2, $3, '{}', $4::timestamptz + interval '1 day', $5)`,
      [cafId, index + 1, result, `${day}T10:00:00Z`, caf.author],
    );
  }
}
