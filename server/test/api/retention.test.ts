import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemViewer } from "../../src/access/viewer.ts";
import { VerificationService } from "../../src/modules/audit/verification.service.ts";
import { BLANKED, COUNT_PERSONAL } from "../../src/modules/rights/personal-values.ts";
import { type Api, startApi } from "../api-client.ts";
import { disputed } from "../corrections.ts";
import { insertEvidence } from "../evidence.ts";
import { rows, sealAll, viewerOf } from "../household.ts";
import { held, longClosed, referenceOf, toDispose } from "../retention.ts";
import { type Account, town, USERS } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
});
afterAll(() => api.stop());

const RECORD = `record { familyId reference state record dueOn why hold { reason } review { id decision keepUntil reason }
  disposal { id dueOn hash disposedBy { name } reviewedBy { name } blanked { table rows } } } errors { code field }`;
interface Told {
  readonly record: {
    readonly familyId: string;
    readonly state: string;
    readonly why: string;
    readonly review: { readonly id: string } | null;
    readonly disposal: { readonly hash: string; readonly blanked: readonly { readonly table: string; readonly rows: number }[] } | null;
  } | null;
  readonly errors: readonly { readonly code: string; readonly field: string | null }[];
}
async function act(account: Account, name: string, input: Record<string, unknown>): Promise<Told> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const answer = await (await api.as(account)).query<{ told: Told }>(
    `mutation Act($input: ${type}!) { told: ${name}(input: $input) { ${RECORD} } }`,
    { input },
  );
  return answer.told;
}
const codes = (told: Told) => told.errors.map(({ code }) => code);
const REASON = { reason: "The family asked for it" };

async function queue(state: string, dueBy?: string): Promise<string[]> {
  type Queue = { retentionQueue: { totalCount: number; edges: { node: { familyId: string } }[] } };
  const { retentionQueue } = await (await api.as("informationOfficer")).query<Queue>(
    "query Queue($state: RetentionState!, $dueBy: LocalDate) { retentionQueue(state: $state, dueBy: $dueBy) { totalCount edges { node { familyId } } } }",
    { state, dueBy },
  );
  expect(retentionQueue.totalCount).toBe(retentionQueue.edges.length);
  return retentionQueue.edges.map(({ node }) => node.familyId);
}

describe("the review queue", () => {
  test("shows what fell due, and moves it along as it is held, kept and reviewed", async () => {
    const { id: familyId } = await longClosed(api);
    expect(await queue("DUE")).toContain(familyId);
    expect(await queue("DUE", "2016-12-19")).not.toContain(familyId);

    const placed = await act("informationOfficer", "placeLegalHold", {
      reference: (await referenceOf(api, familyId)).toLowerCase(),
      reason: "A claim is expected",
    });
    expect(placed.record).toMatchObject({ state: "HELD", hold: { reason: "A claim is expected" } });
    expect(await queue("HELD")).toContain(familyId);
    expect(codes(await act("informationOfficer", "reviewRecord", { familyId, decision: "DISPOSE", ...REASON }))).toEqual(["HELD"]);
    expect((await act("informationOfficer", "liftLegalHold", { familyId })).record).toMatchObject({ state: "DUE", hold: null });

    const noDay = await act("informationOfficer", "reviewRecord", { familyId, decision: "KEEP", ...REASON });
    expect(noDay.errors).toEqual([{ code: "REQUIRED", field: "keepUntil" }]);
    const kept = await act("informationOfficer", "reviewRecord", { familyId, decision: "KEEP", keepUntil: "2018-01-01", ...REASON });
    expect(kept.record).toMatchObject({ state: "KEPT", review: { decision: "KEEP", keepUntil: "2018-01-01" } });
    expect(codes(await act("admin", "disposeRecord", { familyId, reviewId: kept.record?.review?.id }))).toEqual(["NOT_REVIEWED"]);
    expect((await act("informationOfficer", "reviewRecord", { familyId, decision: "DISPOSE", ...REASON })).record?.state).toBe(
      "TO_DISPOSE",
    );
    const deeds = await rows<{ action: string }>(
      api,
      "SELECT action FROM audit_event WHERE $1 = ANY (family_ids) AND action ~ '^(legal-hold|retention.review)' ORDER BY id",
      [familyId],
    );
    expect(deeds.map(({ action }) => action)).toEqual(["legal-hold.place", "legal-hold.lift", "retention.review", "retention.review"]);
  });

  test("is shown to information officers and administrators alone, and changed by information officers", async () => {
    const { familyId } = await held(api);
    for (const account of (Object.keys(USERS) as Account[]).filter((name) => !["informationOfficer", "admin"].includes(name))) {
      const answer = await (await api.as(account)).send("{ retentionQueue(state: DUE) { totalCount } }");
      expect(answer.errors?.[0]?.extensions?.code, account).toBe("FORBIDDEN");
      for (const table of ["legal_hold", "retention_review", "disposal", "retention_rule", "retention_change"])
        expect(await api.app.database.as(viewerOf(account), (tx) => tx.query(`SELECT FROM ${table}`)), account).toEqual([]);
    }
    const admin = await (await api.as("admin")).send(
      "mutation($input: LiftLegalHoldInput!) { liftLegalHold(input: $input) { errors { code } } }",
      {
        input: { familyId },
      },
    );
    expect(admin.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });
});

describe("disposal", () => {
  test("needs another person than the reviewer, and the review that decided it", async () => {
    const { familyId, reviewId } = await toDispose(api);
    expect(codes(await act("informationOfficer", "disposeRecord", { familyId, reviewId }))).toEqual(["SAME_PERSON"]);
    const other = await toDispose(api);
    expect(codes(await act("admin", "disposeRecord", { familyId, reviewId: other.reviewId }))).toEqual(["STALE"]);
    await rows(api, "UPDATE session SET proved_at = '-infinity'");
    const answer = await (await api.as("admin")).send(
      "mutation($input: DisposeRecordInput!) { disposeRecord(input: $input) { errors { code } } }",
      {
        input: { familyId, reviewId },
      },
    );
    expect(answer.errors?.[0]?.extensions?.code).toBe("STEP_UP_REQUIRED");
    await rows(api, "UPDATE session SET proved_at = now()");
  });

  test("blanks every personal value of the family and leaves figures, standings and the audit log as they were", async () => {
    const { familyId, reviewId } = await toDispose(api);
    const [home] = await rows<{ reference: string }>(api, "SELECT reference FROM family WHERE id = $1", [familyId]);
    await fill(familyId);
    const before = await remains(familyId);
    const [counted] = await rows<Record<string, number>>(api, COUNT_PERSONAL.replaceAll("$1", `'${familyId}'::uuid`));
    expect(Object.entries(counted ?? {}).filter(([, count]) => count === 0)).toEqual([]);

    const { record, errors } = await act("admin", "disposeRecord", { familyId, reviewId });
    expect(errors).toEqual([]);
    expect(record).toMatchObject({
      state: "DISPOSED",
      why: "Record disposed of",
      disposal: { reviewedBy: { name: USERS.informationOfficer.name } },
    });
    expect(record?.disposal?.hash).toMatch(/^[\da-f]{64}$/u);
    expect(Object.fromEntries(record?.disposal?.blanked.map(({ table, rows: n }) => [table, n]) ?? [])).toEqual(counted);

    // Every table there is, whatever the list of columns says.
    const tables = await rows<{ name: string }>(
      api,
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT')",
    );
    const text = JSON.stringify(await Promise.all(tables.map(({ name }) => rows(api, `SELECT * FROM ${name}`))));
    for (const word of WORDS) expect(text, word).not.toContain(word);
    expect(await remains(familyId)).toEqual(before);
    const again = await act("admin", "disposeRecord", { familyId, reviewId });
    expect(codes(again)).toEqual(["DISPOSED"]);

    // Working everything out anew finds no dates of birth any more, and leaves it where it stood.
    await rows(api, "UPDATE standing SET next_change_on = '2017-01-03' WHERE family_id = $1 AND valid_to IS NULL", [familyId]);
    await api.app.services.standings.reevaluateDue();
    await api.app.database.as(systemViewer("SYSTEM_STANDINGS"), (tx) => api.app.services.standings.reevaluate(tx, [familyId]));
    expect((await remains(familyId)).standings).toEqual(before.standings);

    await sealAll(api);
    const verdict = await new VerificationService(api.app.database).verify();
    expect(verdict.faults).toEqual([]);
    expect(verdict.events).toBeGreaterThan(0);
    const page = await (await api.as("coordinator")).query<{ family: { name: null; reference: string; members: { person: object }[] } }>(
      "query($id: ID!) { family(id: $id) { reference name postcode members { person { givenName familyName dateOfBirth } } cafs { id } } }",
      { id: familyId },
    );
    expect(page.family.reference).toBe(home?.reference);
    expect(page.family.members[0]?.person).toEqual({ givenName: null, familyName: null, dateOfBirth: null });
  });

  test("leaves whoever is in another family that is kept", async () => {
    const { familyId, reviewId } = await toDispose(api);
    const kept = await longClosed(api);
    const shared = kept.people[2];
    await rows(
      api,
      "INSERT INTO family_member (id, family_id, person_id, relationship, valid_from, recorded_at) VALUES (gen_random_uuid(), $1, $2, 'CHILD', '2016-12-01', now())",
      [familyId, shared],
    );
    expect((await act("admin", "disposeRecord", { familyId, reviewId })).errors).toEqual([]);
    expect(await rows(api, "SELECT given_name, disposed_at FROM person WHERE id = $1", [shared])).toEqual([
      { given_name: "Tia", disposed_at: null },
    ]);
  });
});

describe("the layer below", () => {
  test("blanks nothing without a certificate of the same transaction, even for the system's own viewer", async () => {
    const { familyId } = await toDispose(api);
    await fill(familyId);
    for (const { table, columns, placeholder } of BLANKED) {
      const set = `UPDATE ${table} SET ${columns[0]} = ${placeholder ? `'${placeholder}'` : "NULL"}`;
      const changed = api.app.database.as(systemViewer("SYSTEM_RIGHTS"), (tx) => tx.execute(set));
      // The family's row may be held, and still not be changed.
      if (table === "family") await expect(changed).rejects.toThrow(/row-level security/u);
      else expect(await changed, table).toBe(0);
    }
  });

  test("takes no certificate from the reviewer, from others, without a review or over a hold", async () => {
    const { familyId, reviewId } = await toDispose(api);
    const officer = USERS.informationOfficer.id;
    const certify = (account: Account, review: string, reviewedBy: string) =>
      api.app.database.as(viewerOf(account), (tx) =>
        tx.execute(
          `INSERT INTO disposal (id, family_id, review_id, record, due_on, reviewed_by, disposed_by, disposed_at, counts, hash)
           VALUES (gen_random_uuid(), $1, $2, 'CLOSED_CASE', '2016-12-20', $3, $4, '2017-01-03T09:00:00Z', '{}', '')`,
          [familyId, review, reviewedBy, USERS[account].id],
        ),
      );
    await expect(certify("informationOfficer", reviewId, officer)).rejects.toThrow(/disposal_check|row-level security/u);
    for (const account of ["coordinator", "school", "auditor", "board", "schoolLead"] as const)
      await expect(certify(account, reviewId, officer), account).rejects.toThrow(/row-level security/u);
    await expect(certify("admin", reviewId, USERS.school.id)).rejects.toThrow(/row-level security/u);
    await rows(
      api,
      "INSERT INTO legal_hold (id, family_id, reason, placed_by, placed_at) VALUES (gen_random_uuid(), $1, 'A claim', $2, now())",
      [familyId, officer],
    );
    await expect(certify("admin", reviewId, officer)).rejects.toThrow(/row-level security/u);
  });
});

const WORDS = ["Zora", "Quillfeather", "Zz secret", "1961-02-03"];

/** Something in every place that disposal blanks, in words found nowhere else. */
async function fill(familyId: string): Promise<void> {
  const put = (sql: string) => rows(api, sql, [familyId]);
  await put("UPDATE family SET name = 'Quillfeather', address = 'Zz secret 1' WHERE id = $1");
  await put(`UPDATE person SET given_name = 'Zora', family_name = 'Quillfeather', date_of_birth = '1961-02-03'
    WHERE id IN (SELECT m.person_id FROM family_member m WHERE m.family_id = $1)`);
  await put("UPDATE caf SET close_outcome = 'Zz secret 2' WHERE family_id = $1");
  await put(`UPDATE caf_version SET words = '{"reason": "Zz secret 3"}' WHERE caf_id IN (SELECT c.id FROM caf c WHERE c.family_id = $1)`);
  await put("UPDATE caf_review SET note = 'Zz secret 4' WHERE caf_id IN (SELECT c.id FROM caf c WHERE c.family_id = $1)");
  await put(`INSERT INTO danger_referral (id, caf_id, question, reference, referred_at, recorded_at, recorded_by)
    SELECT gen_random_uuid(), c.id, 'answers', 'Zz secret 5', now(), now(), c.author_id FROM caf c WHERE c.family_id = $1`);
  await put(`INSERT INTO social_care_assessment (id, family_id, reference, assessed_on, considered, recorded_at)
    VALUES (gen_random_uuid(), $1, 'Zz secret 6', '2016-12-01', '{}', now())`);
  const [seat] = await put("SELECT c.agency_id, c.team_id, c.author_id FROM caf c WHERE c.family_id = $1");
  const { agency_id, team_id, author_id } = seat as { agency_id: string; team_id: string; author_id: string };
  const given = [familyId, agency_id, team_id, author_id];
  await rows(
    api,
    `INSERT INTO lead_professional (id, family_id, agency_id, team_id, user_id, asked_on, declined_on, decline_reason, recorded_at)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, '2016-12-01', '2016-12-02', 'Zz secret 7', now())`,
    given,
  );
  await rows(
    api,
    `INSERT INTO plan_action (id, family_id, agency_id, team_id, recorded_by, criterion, owner, title, outcome, has_outcome, due_on, status, ended_on, note, recorded_at)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, 'HEALTH', 'AGENCY', 'Zz secret 8', 'Zz secret 9', true, '2016-12-10', 'DONE', '2016-12-10', 'Zz secret 10', now())`,
    given,
  );
  await rows(
    api,
    `WITH m AS (INSERT INTO taf_meeting (id, family_id, agency_id, team_id, recorded_by, held_on, notes, recorded_at)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, '2016-12-10', 'Zz secret 11', now()) RETURNING id)
     INSERT INTO taf_attendance (meeting_id, position, guest_name, attended) SELECT m.id, 1, 'Zz secret 12', true FROM m`,
    given,
  );
  await put(`INSERT INTO attachment (id, family_id, attached_on, district_code, lead_agency_kind, voided_on, void_reason, recorded_at)
    VALUES (gen_random_uuid(), $1, '2016-12-10', 'burnley', 'SCHOOL', '2016-12-11', 'Zz secret 13', now())`);
  const home = { id: familyId, cafId: "", people: ["", "", "", "", ""] } as const;
  await insertEvidence(api, home, "school", {
    person_id: null,
    kind: "EARLY_HELP",
    valid_from: "2016-12-06",
    facts: { impact: "MINOR" },
  });
  await put("UPDATE evidence SET statement = 'Zz secret 14' WHERE family_id = $1");
  await put(`INSERT INTO lawful_basis (id, family_id, agency_id, basis, reason, manager, decided_on, recorded_at, recorded_by)
    SELECT gen_random_uuid(), $1, c.agency_id, 'SAFEGUARDING', 'Zz secret 16', 'Zz secret 17', '2016-12-01', now(), c.author_id
    FROM caf c WHERE c.family_id = $1`);
  await put(`INSERT INTO emergency_access (id, family_id, family_reference, user_id, reason, finding, looked_into_at, looked_into_by, recorded_at)
    SELECT gen_random_uuid(), $1, f.reference, u.id, 'Zz secret 18', 'Zz secret 19', now(), u.id, now()
    FROM family f, app_user u WHERE f.id = $1 AND u.role = 'INFORMATION_OFFICER'`);
  await put(`INSERT INTO family_restriction (id, family_id, reason, restricted_on, restricted_by, lifted_on, lifted_by, lift_reason, recorded_at)
    SELECT gen_random_uuid(), $1, 'Zz secret 20', '2016-12-01', u.id, '2016-12-02', u.id, 'Zz secret 21', now()
    FROM app_user u WHERE u.role = 'INFORMATION_OFFICER'`);
  const written = { said: "Zz secret 22", wrong: "Zz secret 23", statement: "Zz secret 24" };
  const [person] = await rows<{ id: string }>(api, "SELECT person_id AS id FROM family_member WHERE family_id = $1 LIMIT 1", [familyId]);
  await disputed(api, home, { ...written, family_id: familyId, person_id: person?.id });
  await put(`UPDATE correction_request SET decision = 'PUT_RIGHT', decided_on = '2016-12-21', decided_at = now(), decided_by = recorded_by,
    extended_on = '2016-12-20', extend_reason = 'Zz secret 27', decision_reason = 'Zz secret 25', put_right = 'Zz secret 26' WHERE family_id = $1`);
  await put(`INSERT INTO closed_answer (id, family_id, place, person_id, reason, closed_on, closed_by, lifted_on, lifted_by, lift_reason, recorded_at)
    SELECT gen_random_uuid(), $1, 'reason', m.person_id, 'Zz secret 30', '2016-12-01', u.id, '2016-12-02', u.id, 'Zz secret 31', now()
    FROM app_user u, family_member m WHERE m.family_id = $1 AND u.role = 'INFORMATION_OFFICER'`);
  await put(`INSERT INTO legal_hold (id, family_id, reason, placed_by, placed_at, lifted_by, lifted_at)
    SELECT gen_random_uuid(), $1, 'Zz secret 15', u.id, now(), u.id, now() FROM app_user u WHERE u.role = 'INFORMATION_OFFICER'`);
  await put(`WITH asked AS (
      INSERT INTO subject_request (id, reference, person_id, asked_by, requester_name, authority, scope, received_on, due_on, identity_proof,
        identity_proved_on, extended_on, extended_months, extension_reason, state, closed_on, close_reason, recorded_at, recorded_by)
      SELECT gen_random_uuid(), 'SAR-' || nextval('subject_request_reference'), m.person_id, 'PARENT', 'Zz secret 42', 'Zz secret 43', 'Zz secret 44', '2016-12-01', '2017-01-03',
        'Zz secret 45', '2016-12-01', '2016-12-02', 1, 'Zz secret 46', 'WITHDRAWN', '2016-12-03', 'Zz secret 47', now(), u.id
      FROM family_member m, app_user u WHERE m.family_id = $1 AND u.role = 'INFORMATION_OFFICER' ORDER BY m.person_id LIMIT 1
      RETURNING id, recorded_by)
    INSERT INTO subject_decision (id, request_id, item_key, item_digest, decision, ground, passages, reason, decided_at, decided_by)
    SELECT gen_random_uuid(), id, 'person:1', sha256('x'), 'AS_MASKED', 'THIRD_PARTY', '{Zz secret 48}', 'Zz secret 49', now(), recorded_by FROM asked`);
}

/** What must stay: where the family stood, and the shape of everything dated. */
async function remains(familyId: string) {
  const one = (sql: string) => rows(api, sql, [familyId]);
  return {
    standings: await one(
      `SELECT s.valid_from, s.valid_to, s.needs, s.eligible, s.attached_on, s.outstanding, s.progress, s.blocked_by FROM standing s
       WHERE s.family_id = $1 ORDER BY 1`,
    ),
    evidence: await one("SELECT kind, source, valid_from, facts FROM evidence WHERE family_id = $1 ORDER BY id"),
    versions: await one("SELECT v.content FROM caf_version v JOIN caf c ON c.id = v.caf_id WHERE c.family_id = $1"),
    members: await one("SELECT person_id, relationship, valid_from FROM family_member WHERE family_id = $1 ORDER BY person_id"),
    actions: await one("SELECT criterion, status, due_on, ended_on FROM plan_action WHERE family_id = $1"),
    attached: await one("SELECT attached_on, voided_on, lead_agency_kind FROM attachment WHERE family_id = $1"),
  };
}
