import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type Household, household, rows, viewerOf } from "../household.ts";
import { type Account, USERS } from "../town.ts";

/** Who sees a family from the moment on when it is restricted, and who decides it. */
let api: Api;
let home: Household;
beforeAll(async () => {
  api = await startApi(undefined, { withoutJobs: true });
});
afterAll(() => api.stop());
beforeEach(async () => {
  home = await household(api, { seats: ["police"], lead: "earlyHelp", planned: ["HEALTH"] });
  await rows(api, "UPDATE session SET proved_at = now()");
  await rows(api, "UPDATE app_user SET district_codes = '{pendle}' WHERE id = $1", [USERS.pendleCoordinator.id]);
});

interface Payload {
  readonly family: { readonly restricted: boolean; readonly version: number } | null;
  readonly errors: readonly { readonly code: string; readonly field: string | null }[];
}

async function change(account: Account, name: string, input: Record<string, unknown>): Promise<Payload> {
  const type = name === "unnameViewer" ? "NameViewerInput" : `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation M($input: ${type}!) { ${name}(input: $input) { family { restricted version } errors { code field } } }`;
  const answer = await (await api.as(account)).query<Record<string, Payload>>(document, {
    input: { familyId: home.id, idempotencyKey: randomUUID(), ...input },
  });
  return answer[name] ?? expect.fail("no answer");
}

const restrict = (workers: readonly Account[] = [], account: Account = "coordinator") =>
  change(account, "restrictFamily", {
    version: 1,
    reason: "The father works at the school",
    workerIds: workers.map((each) => USERS[each].id),
  });

async function sees(account: Account): Promise<boolean> {
  const inTables = await api.app.database.as(viewerOf(account), (tx) => tx.query("SELECT 1 FROM family WHERE id = $1", [home.id]));
  const { family } = await (await api.as(account)).query<{ family: object | null }>("query F($id: ID!) { family(id: $id) { id } }", {
    id: home.id,
  });
  expect(family !== null).toBe(inTables.length > 0);
  return family !== null;
}

const codes = ({ errors }: Payload) => errors.map(({ code }) => code);

describe("restricting a family", () => {
  test("shuts it at once to all but whoever did it, those named and its lead professional", async () => {
    for (const account of ["school", "police", "earlyHelp", "schoolLead", "coordinator"] as const) expect(await sees(account)).toBe(true);
    expect(await restrict(["police"])).toEqual({ family: { restricted: true, version: 2 }, errors: [] });
    const seen = Object.fromEntries(
      await Promise.all(
        (["school", "police", "earlyHelp", "schoolLead", "coordinator"] as const).map(async (each) => [each, await sees(each)]),
      ),
    );
    expect(seen).toEqual({ school: false, police: true, earlyHelp: true, schoolLead: false, coordinator: true });
  });

  test("shuts every list, task, CAF and draft of it too", async () => {
    const start = "mutation S($input: StartCafInput!) { startCaf(input: $input) { caf { reference } errors { code } } }";
    const { startCaf } = await (await api.as("school")).query<{ startCaf: { caf: { reference: string } } }>(start, {
      input: { familyId: home.id, idempotencyKey: randomUUID() },
    });
    await restrict();
    const [row] = await rows<{ reference: string }>(api, "SELECT reference FROM caf WHERE id = $1", [home.cafId]);
    const read = `query R($caf: String!, $draft: String!) { caf(reference: $caf) { id } draft: caf(reference: $draft) { id }
      tasks { tasks { familyId cafReference } } families(first: 100) { edges { node { id } } } }`;
    const answer = await (await api.as("school")).query(read, { caf: row?.reference, draft: startCaf.caf.reference });
    expect(answer).toMatchObject({ caf: null, draft: null });
    expect(JSON.stringify(answer)).not.toContain(home.id);
    expect(JSON.stringify(answer)).not.toContain(startCaf.caf.reference);
  });

  test("names no one who has no ground for seeing it, and nobody twice", async () => {
    expect(await restrict(["otherPolice"])).toEqual({ family: null, errors: [{ code: "NO_GROUND", field: "workerIds" }] });
    expect(await restrict(["pendleCoordinator"])).toMatchObject({ errors: [{ code: "NO_GROUND" }] });
    expect(await sees("school")).toBe(true);
    await restrict(["schoolLead", "schoolLead"]);
    expect(await rows(api, "SELECT 1 FROM family_named_viewer WHERE family_id = $1", [home.id])).toHaveLength(3);
    expect(await sees("schoolLead")).toBe(true);
  });

  test("is refused where it is restricted already, or has changed meanwhile", async () => {
    expect(codes(await change("coordinator", "restrictFamily", { version: 7, reason: "x", workerIds: [] }))).toEqual(["STALE"]);
    await restrict();
    expect(codes(await restrict())).toEqual(["ALREADY_RESTRICTED"]);
  });

  test("is for coordinators of the district, with fresh proof", async () => {
    const document = "mutation M($input: RestrictFamilyInput!) { restrictFamily(input: $input) { errors { code } } }";
    const input = { familyId: home.id, version: 1, reason: "x", workerIds: [], idempotencyKey: randomUUID() };
    for (const account of ["school", "schoolLead", "auditor", "board", "informationOfficer", "admin"] as const) {
      expect((await (await api.as(account)).send(document, { input })).errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
    }
    expect(codes(await restrict([], "pendleCoordinator"))).toEqual(["NOT_FOUND"]);
    await rows(api, "UPDATE session SET proved_at = now() - interval '11 minutes'");
    expect((await (await api.as("coordinator")).send(document, { input })).errors?.[0]?.extensions?.code).toBe("STEP_UP_REQUIRED");
  });

  test("leaves a row in the log, without the reason", async () => {
    await restrict();
    const deeds = await rows<object>(
      api,
      "SELECT to_jsonb(e) AS row FROM audit_event e WHERE action = 'family.restrict' AND $1 = ANY (family_ids)",
      [home.id],
    );
    expect(deeds).toHaveLength(1);
    expect(JSON.stringify(deeds)).not.toContain("father");
  });
});

describe("while it is restricted", () => {
  beforeEach(() => restrict(["police"]));

  test("naming somebody lets them see it at once, un-naming shuts it at once", async () => {
    expect(await sees("school")).toBe(false);
    expect(codes(await change("coordinator", "nameViewer", { workerId: USERS.school.id }))).toEqual([]);
    expect(await sees("school")).toBe(true);
    expect(codes(await change("coordinator", "nameViewer", { workerId: USERS.school.id }))).toEqual(["ALREADY_NAMED"]);
    expect(codes(await change("coordinator", "unnameViewer", { workerId: USERS.school.id }))).toEqual([]);
    expect(await sees("school")).toBe(false);
    expect(codes(await change("coordinator", "unnameViewer", { workerId: USERS.school.id }))).toEqual(["NOT_NAMED"]);
  });

  test("the last coordinator who is named stays named, until another is who can lift it", async () => {
    expect(codes(await change("coordinator", "unnameViewer", { workerId: USERS.coordinator.id }))).toEqual(["LAST_COORDINATOR"]);
    await rows(api, "UPDATE app_user SET district_codes = '{burnley}' WHERE id = $1", [USERS.pendleCoordinator.id]);
    expect(codes(await change("coordinator", "nameViewer", { workerId: USERS.pendleCoordinator.id }))).toEqual([]);
    await rows(api, "UPDATE app_user SET district_codes = '{pendle}' WHERE id = $1", [USERS.pendleCoordinator.id]);
    expect(codes(await change("coordinator", "unnameViewer", { workerId: USERS.coordinator.id }))).toEqual(["LAST_COORDINATOR"]);
    await rows(api, "UPDATE app_user SET district_codes = '{burnley}' WHERE id = $1", [USERS.pendleCoordinator.id]);
    expect(await change("coordinator", "unnameViewer", { workerId: USERS.coordinator.id })).toEqual({ family: null, errors: [] });
    expect(await sees("coordinator")).toBe(false);
  });

  test("whoever leads it is not un-named", async () => {
    expect(codes(await change("coordinator", "unnameViewer", { workerId: USERS.earlyHelp.id }))).toEqual(["LEADS_IT"]);
  });

  test("those who see it are told who is named; the reason is for coordinators", async () => {
    const read =
      "query F($id: ID!) { family(id: $id) { restriction { reason restrictedBy { name } } namedViewers { worker { name } } possibleViewers { name } viewerCanChangeRestriction } }";
    const page = async (account: Account) =>
      (await (await api.as(account)).query<{ family: Record<string, unknown> }>(read, { id: home.id })).family;
    const namedViewers = ["Kit Lowe", "Nell Fox", "Priya Nair"].map((name) => ({ worker: { name } }));
    expect(await page("coordinator")).toEqual({
      restriction: { reason: "The father works at the school", restrictedBy: { name: "Kit Lowe" } },
      namedViewers,
      possibleViewers: [{ name: "Ros Hale" }, { name: "Sade Okoro" }],
      viewerCanChangeRestriction: true,
    });
    expect(await page("police")).toEqual({ restriction: null, namedViewers, possibleViewers: [], viewerCanChangeRestriction: false });
  });

  test("lifting it opens it to all who have a ground, and ends the names", async () => {
    expect(await change("coordinator", "liftRestriction", { version: 2, reason: "He has left the school" })).toEqual({
      family: { restricted: false, version: 3 },
      errors: [],
    });
    expect(await sees("school")).toBe(true);
    expect(await rows(api, "SELECT 1 FROM family_named_viewer WHERE family_id = $1 AND ended_at IS NULL", [home.id])).toEqual([]);
    expect(codes(await change("coordinator", "liftRestriction", { version: 3, reason: "x" }))).toEqual(["NOT_RESTRICTED"]);
    expect(codes(await change("coordinator", "nameViewer", { workerId: USERS.school.id }))).toEqual(["NOT_RESTRICTED"]);
    await change("coordinator", "restrictFamily", { version: 3, reason: "He is back", workerIds: [] });
    expect(await sees("police")).toBe(false);
  });
});

test("asking somebody to lead a restricted family names them, so that they see what they are asked", async () => {
  home = await household(api, {});
  await restrict();
  const ask = "mutation A($input: AskLeadProfessionalInput!) { askLeadProfessional(input: $input) { errors { code } family { id } } }";
  const input = { familyId: home.id, workerId: USERS.housing.id, idempotencyKey: randomUUID() };
  expect(await (await api.as("coordinator")).query(ask, { input })).toEqual({
    askLeadProfessional: { errors: [], family: { id: home.id } },
  });
  expect(await sees("housing")).toBe(true);
  expect(await sees("school")).toBe(false);
});

describe("the rows by themselves", () => {
  const attempt = (account: Account, sql: string, parameters: readonly unknown[]) =>
    api.app.database.as(viewerOf(account), (tx) => tx.execute(sql, parameters)).catch((error: { code?: string }) => error.code);

  test("let no practitioner restrict, lift or name", async () => {
    expect(await attempt("school", "UPDATE family SET restricted = true WHERE id = $1", [home.id])).toBe("42501");
    await restrict(["police"]);
    expect(await attempt("police", "UPDATE family SET restricted = false WHERE id = $1", [home.id])).toBe("42501");
    const name = "INSERT INTO family_named_viewer (family_id, user_id, named_by) VALUES ($1, $2, $3)";
    expect(await attempt("school", name, [home.id, USERS.school.id, USERS.school.id])).toBe("42501");
    expect(await attempt("police", name, [home.id, USERS.school.id, USERS.police.id])).toBe("42501");
    expect(await attempt("police", "UPDATE family_named_viewer SET ended_at = now() WHERE family_id = $1", [home.id])).toBe(0);
  });

  test("let no coordinator in who is not named, nor shut out the one who restricts", async () => {
    expect(await attempt("coordinator", "UPDATE family SET restricted = true WHERE id = $1", [home.id])).toBe("42501");
    await restrict();
    await rows(api, "UPDATE app_user SET district_codes = '{burnley}' WHERE id = $1", [USERS.pendleCoordinator.id]);
    const name = "INSERT INTO family_named_viewer (family_id, user_id, named_by) VALUES ($1, $2, $2)";
    expect(await attempt("pendleCoordinator", name, [home.id, USERS.pendleCoordinator.id])).toBe("42501");
    expect(await attempt("coordinator", "UPDATE family_restriction SET reason = 'x' WHERE family_id = $1", [home.id])).toBe("42501");
  });
});
