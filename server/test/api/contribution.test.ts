import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withConnection } from "../../src/database/connect.ts";
import { type Api, startApi } from "../api-client.ts";
import { insertCaf, insertFamily } from "../standings.ts";
import { type Account, AGENCIES, USERS } from "../town.ts";

const FIGURES = `cafsSubmitted cafsReturned cafsCompliant cafsOpen familiesLed tafMeetingsHeld tafSeatsAttended actionsDone actionsOverdue
  closuresNotified evidenceSupplied`;
const CONTRIBUTION = `query Contribution($asOf: LocalDate) { contribution(asOf: $asOf) { agency { name } asOf figures { ${FIGURES} }
  months { month figures { ${FIGURES} } } overdueActions { familyReference title dueOn team { name } } byWorker { worker { name } cafsSubmitted actionsDone } } }`;
const KINDS = `query Kinds($asOf: LocalDate!) { agencyContributions(asOf: $asOf) { kind agencies lastHeardOn
  figures { cafsSubmitted { value suppressed } cafsCompliant { value } familiesLed { value } actionsDone { value } actionsOverdue { value } } } }`;

type Figures = Record<string, number>;
interface Answer {
  readonly contribution: {
    agency: { name: string };
    asOf: string;
    figures: Figures;
    months: { month: string; figures: Figures }[];
    overdueActions: { title: string; dueOn: string; team: { name: string } }[];
    byWorker: object[];
  };
}

const { school, wpehs } = AGENCIES;
const SCHOOL_TEAM = school.teams[0]?.id ?? "";

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await withConnection(api.urls.loader, "Fixture", async (loader) => {
    const [seen, unseen] = [await insertFamily(loader, "burnley"), await insertFamily(loader, "burnley")];
    const of = { agency: school.id, team: SCHOOL_TEAM, author: USERS.school.id };
    await insertCaf(loader, {
      ...of,
      number: 1,
      family: seen,
      submitted: ["2016-09-05", "2016-09-20"],
      results: ["RETURNED", "COMPLIANT"],
    });
    await insertCaf(loader, {
      ...of,
      number: 2,
      family: unseen,
      submitted: ["2016-03-01"],
      results: ["COMPLIANT"],
      closedOn: "2016-11-11",
    });
    await insertCaf(loader, { ...of, number: 3, family: unseen, submitted: ["2017-01-02"], results: [] });
    await insertCaf(loader, {
      ...of,
      number: 4,
      family: unseen,
      agency: AGENCIES.otherSchool.id,
      team: AGENCIES.otherSchool.teams[0]?.id ?? "",
      submitted: ["2016-09-06"],
      results: [],
    });
    await loader.query(
      `INSERT INTO involvement (id, family_id, team_id, ground, ground_id, valid_from, recorded_at) VALUES ($1, $2, $3, 'CAF', $1, '2016-09-05', '2016-09-05')`,
      [v7(), seen, SCHOOL_TEAM],
    );
    const action = (family: string, title: string, due: string, done: string | null) =>
      loader.query(
        `INSERT INTO plan_action (id, family_id, criterion, owner, agency_id, team_id, title, has_outcome, due_on, status, ended_on, ended_by, ended_recorded_at, recorded_at)
         VALUES ($1, $2, 'MISSING_EDUCATION', 'AGENCY', $3, $4, $5, true, $6, $7, $8::date, $9, $8::date, '2016-09-21')`,
        [v7(), family, school.id, SCHOOL_TEAM, title, due, done ? "DONE" : "OPEN", done, done ? USERS.school.id : null],
      );
    await action(seen, "Meet at the gate each morning", "2016-10-10", null);
    await action(seen, "Quiet place for homework", "2016-10-01", "2016-12-05");
    await action(unseen, "Call home each week", "2016-10-05", null);
    await action(seen, "Not due yet", "2017-01-03", null);
    await loader.query(
      `INSERT INTO lead_professional (id, family_id, user_id, agency_id, team_id, asked_on, accepted_on, ended_on, recorded_at, accepted_recorded_at, ended_recorded_at)
       VALUES ($1, $2, $3, $4, $5, '2016-08-01', '2016-08-03', '2016-12-20', '2016-08-01', '2016-08-03', '2016-12-20')`,
      [v7(), seen, USERS.school.id, school.id, SCHOOL_TEAM],
    );
    const meeting = v7();
    await loader.query(
      `INSERT INTO taf_meeting (id, family_id, held_on, team_id, agency_id, recorded_at, recorded_by) VALUES ($1, $2, '2016-10-12', $3, $4, '2016-10-12', $5)`,
      [meeting, seen, SCHOOL_TEAM, school.id, USERS.school.id],
    );
    await loader.query(
      `INSERT INTO taf_attendance (meeting_id, position, agency_id, team_id, attended) VALUES ($1, 0, $2, $3, true), ($1, 1, $4, $5, false)`,
      [meeting, school.id, SCHOOL_TEAM, wpehs.id, wpehs.teams[0]?.id],
    );
    await loader.query(
      `INSERT INTO evidence (id, family_id, kind, source, agency_id, valid_from, facts, recorded_at) VALUES ($1, $2, 'ATTENDANCE', 'SCHOOL', $3, '2016-05-01', '{}', '2016-12-31T23:30:00Z')`,
      [v7(), seen, school.id],
    );
  });
});
afterAll(() => api.stop());

const ask = async (account: Account, asOf: string | null = null): Promise<Answer["contribution"]> =>
  (await (await api.as(account)).query<Answer>(CONTRIBUTION, { asOf })).contribution;

describe("an agency's contribution", () => {
  it("counts what it has put in since its first record", async () => {
    const { agency, asOf, figures } = await ask("schoolLead");
    expect([agency.name, asOf]).toEqual([school.name, "2017-01-03"]);
    expect(figures).toEqual({
      cafsSubmitted: 3,
      cafsReturned: 1,
      cafsCompliant: 2,
      cafsOpen: 1,
      familiesLed: 0,
      tafMeetingsHeld: 1,
      tafSeatsAttended: 1,
      actionsDone: 1,
      actionsOverdue: 2,
      closuresNotified: 1,
      evidenceSupplied: 1,
    });
  });

  it("shows the last six months each by itself: deeds of the month, and what was in hand at its end", async () => {
    const { months } = await ask("schoolLead");
    expect(months.map(({ month }) => month)).toEqual(["2016-08-01", "2016-09-01", "2016-10-01", "2016-11-01", "2016-12-01", "2017-01-01"]);
    const column = (name: string) => months.map(({ figures }) => figures[name]);
    expect(column("cafsSubmitted")).toEqual([0, 1, 0, 0, 0, 1]);
    expect(column("cafsReturned")).toEqual([0, 1, 0, 0, 0, 0]);
    expect(column("cafsOpen")).toEqual([1, 2, 2, 1, 1, 1]);
    expect(column("familiesLed")).toEqual([1, 1, 1, 1, 0, 0]);
    expect(column("actionsOverdue")).toEqual([0, 0, 3, 3, 2, 2]);
    expect(column("actionsDone")).toEqual([0, 0, 0, 0, 1, 0]);
    expect(column("evidenceSupplied")).toEqual([0, 0, 0, 0, 1, 0]);
  });

  it("says the same of a past day as it did then", async () => {
    const { figures } = await ask("schoolLead", "2016-09-19");
    expect(figures).toMatchObject({ cafsSubmitted: 2, cafsReturned: 1, cafsCompliant: 1, cafsOpen: 1, familiesLed: 1, actionsOverdue: 0 });
  });

  it("lists overdue actions of families that the lead may see, and counts the others", async () => {
    const { overdueActions, figures } = await ask("schoolLead");
    expect(overdueActions.map(({ title, dueOn, team }) => [title, dueOn, team.name])).toEqual([
      ["Meet at the gate each morning", "2016-10-10", "Pastoral team"],
    ]);
    expect(figures["actionsOverdue"]).toBe(2);
  });

  it("is told by worker", async () => {
    expect((await ask("schoolLead")).byWorker).toEqual([{ worker: { name: "Sade Okoro" }, cafsSubmitted: 3, actionsDone: 1 }]);
  });

  it("is of the viewer's own agency, which for a coordinator is early help", async () => {
    const { agency, figures } = await ask("coordinator");
    expect(agency.name).toBe(wpehs.name);
    expect(figures).toMatchObject({ cafsSubmitted: 0, tafSeatsAttended: 0 });
  });

  it.each<Account>(["school", "board", "auditor", "admin", "informationOfficer"])("is refused to %s", async (account) => {
    const answer = await (await api.as(account)).send(CONTRIBUTION);
    expect(answer.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });

  it("takes two counting statements, and an audit row for the families shown", async () => {
    const lead = await api.as("schoolLead");
    // Begin, viewer, overdue actions, audit row, to the system's viewer, figures, back, commit.
    expect(await lead.statements(CONTRIBUTION)).toBe(8);
    const seen = await withConnection(api.urls.loader, "Look", (loader) =>
      loader.query(
        "SELECT cardinality(family_ids) AS families FROM audit_event WHERE action = 'contribution.view' AND user_id = $1 LIMIT 1",
        [USERS.schoolLead.id],
      ),
    );
    expect(seen.rows).toEqual([{ families: 1 }]);
  });
});

describe("contribution by kind of agency", () => {
  it("adds the agencies of a kind together and shows silence as silence", async () => {
    const { agencyContributions } = await (await api.as("coordinator")).query<{
      agencyContributions: { kind: string; agencies: number; lastHeardOn: string | null; figures: object }[];
    }>(KINDS, { asOf: "2016-12-31" });
    const of = (kind: string) => agencyContributions.find((entry) => entry.kind === kind);
    expect(agencyContributions.map(({ kind }) => kind)).toEqual(["SCHOOL", "POLICE", "HOUSING", "HEALTH", "CSC", "WPEHS", "DWP"]);
    expect(of("SCHOOL")).toMatchObject({
      agencies: 2,
      lastHeardOn: "2016-12-05",
      figures: { cafsSubmitted: { value: 3 }, cafsCompliant: { value: 2 }, actionsOverdue: { value: 2 } },
    });
    expect(of("POLICE")).toMatchObject({ agencies: 1, lastHeardOn: null, figures: { cafsSubmitted: { value: 0, suppressed: false } } });
  });

  it("reaches the board as published, small numbers left out", async () => {
    await (await api.as("coordinator")).query(`mutation { publishMonth(input: { asOf: "2016-12-31" }) { errors { code } } }`);
    const { agencyContributions } = await (await api.as("board")).query<{ agencyContributions: { kind: string; figures: object }[] }>(
      KINDS,
      { asOf: "2016-12-31" },
    );
    expect(agencyContributions.find(({ kind }) => kind === "SCHOOL")?.figures).toMatchObject({
      cafsSubmitted: { value: null, suppressed: true },
      familiesLed: { value: 0 },
    });
  });
});
