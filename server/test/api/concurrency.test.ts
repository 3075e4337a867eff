import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, getNamedType, isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repositoryRoot } from "../../src/shared/paths.ts";
import { ACCESS_SETTINGS, OF_ANOTHER_SERVICE } from "../access-recipes.ts";
import { type Api, startApi } from "../api-client.ts";
import { type CafShown, change, type ellerys, see, submitted } from "../caf.ts";
import { type Household, household, rows } from "../household.ts";
import { READY, type Recipe, recipesFor } from "../recipes.ts";
import type { Value } from "../spoilt-inputs.ts";
import { type Account, town, USERS } from "../town.ts";

let api: Api;
let home: Household;
let recipes: Readonly<Record<string, Recipe>>;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true, ...ACCESS_SETTINGS });
  home = await household(api, { ...READY, seats: ["police"] });
  recipes = recipesFor(api, home);
});
afterAll(() => api.stop());

interface Result {
  readonly errors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[];
}

const schema = buildSchema(readFileSync(join(repositoryRoot, "schema/schema.graphql"), "utf8"));
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(({ args }) => args.length > 0);

/** Asks for the ids of all that a mutation made, so that two answers can be told apart. */
function documentOf(name: string): string {
  const mutation = mutations.find((each) => each.name === name);
  const payload = mutation && getNamedType(mutation.type);
  if (!mutation || !isObjectType(payload)) throw new Error(`there is no mutation ${name}`);
  const made = Object.values(payload.getFields()).flatMap((field) => {
    const type = getNamedType(field.type);
    return isObjectType(type) && type.getFields()["id"] ? [`${field.name} { id }`] : [];
  });
  return `mutation Twice($input: ${mutation.args[0]?.type}) { result: ${name}(input: $input) { ${made.join(" ")} errors { code field message } } }`;
}

async function send(as: Account, name: string, input: Record<string, Value>): Promise<Result> {
  return (await (await api.as(as)).query<{ result: Result }>(documentOf(name), { input })).result;
}

const codes = (results: readonly Result[]) => results.flatMap(({ errors }) => errors.map(({ code }) => code));
const recipeFor = (name: string) => recipes[name] ?? expect.fail(`no input is known that would do for ${name}`);
const keyed = mutations.filter(({ name, args }) => {
  if (OF_ANOTHER_SERVICE.has(name)) return false;
  const type = args[0] && getNamedType(args[0].type);
  return type && "getFields" in type && "idempotencyKey" in type.getFields();
});

describe("one key, sent three times at once", () => {
  test.each(keyed.map(({ name }) => name))("%s does its work once, and answers all three alike", async (name) => {
    const { as, input } = recipeFor(name);
    const whole = await input();
    const [{ last } = { last: 0 }] = await rows<{ last: number }>(api, "SELECT COALESCE(max(id), 0)::int AS last FROM audit_event");
    const results = await Promise.all([send(as, name, whole), send(as, name, whole), send(as, name, whole)]);
    expect(codes(results)).toEqual([]);
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
    const key = whole["idempotencyKey"];
    expect(await rows(api, "SELECT 1 FROM submission_key WHERE key = $1", [key])).toHaveLength(1);
    const deeds = await rows(
      api,
      "SELECT DISTINCT correlation_id FROM audit_event WHERE id > $1 AND action NOT LIKE 'session.%' AND action NOT LIKE '%.view'",
      [last],
    );
    expect(deeds).toHaveLength(1);
  });

  test("with two contents it carries out one of them and refuses the other", async () => {
    const whole = await recipeFor("recordDangerReferral").input();
    const send2 = (reference: string) => send("school", "recordDangerReferral", { ...whole, reference });
    expect(codes(await Promise.all([send2("MASH-10"), send2("MASH-11")]))).toEqual(["IDEMPOTENCY_CONFLICT"]);
    expect(await rows(api, "SELECT 1 FROM danger_referral WHERE reference IN ('MASH-10', 'MASH-11')")).toHaveLength(1);
  });
});

describe("the same thing done twice at once, as from two windows", () => {
  test.each([
    ["submitCaf", ["STALE", "NOT_BEING_WRITTEN"]],
    ["saveCafDraft", ["STALE"]],
    ["discardCafDraft", ["STALE", "NOT_FOUND"]],
    ["reviewCaf", ["STALE", "NOT_SUBMITTED"]],
    ["closeCaf", ["STALE", "NOT_OPEN"]],
    ["askLeadProfessional", ["ALREADY_ASKED"]],
    ["answerLeadProfessionalRequest", ["STALE", "ALREADY_ANSWERED"]],
    ["completePlanAction", ["STALE", "ALREADY_ENDED"]],
    ["addEvidence", ["DUPLICATE"]],
    ["correctEvidence", ["ALREADY_CORRECTED"]],
    ["attachFamily", ["ALREADY_ATTACHED"]],
    ["publishMonth", ["ALREADY_PUBLISHED"]],
    ["changePlan", ["STALE", "ALREADY_IN_FORCE"]],
    ["pauseReevaluation", ["STALE", "NOT_RUNNING"]],
    ["resumeReevaluation", ["STALE", "RUNNING"]],
    ["withdrawAgreement", ["NOT_IN_FORCE"]],
    ["recordLawfulBasis", ["ALREADY_IN_FORCE"]],
    ["endLawfulBasis", ["NOT_IN_FORCE"]],
    ["restrictFamily", ["ALREADY_RESTRICTED"]],
    ["liftRestriction", ["NOT_RESTRICTED"]],
    ["nameViewer", ["ALREADY_NAMED"]],
    ["unnameViewer", ["NOT_NAMED"]],
    ["handOverCase", ["NOT_INVOLVED"]],
    ["lookIntoEmergencyAccess", ["ALREADY_LOOKED_INTO"]],
    ["placeLegalHold", ["HELD"]],
    ["liftLegalHold", ["NOT_HELD"]],
    ["disposeRecord", ["DISPOSED"]],
    ["disableUser", ["STALE"]],
    ["revokeMachineClient", ["REVOKED"]],
    ["endSharingAgreement", ["STALE"]],
  ] as const)("%s succeeds once, and the other is told why not", async (name, refusals) => {
    const { as, input } = recipeFor(name);
    const whole = await input();
    const again = "idempotencyKey" in whole ? { ...whole, idempotencyKey: randomUUID() } : whole;
    const results = await Promise.all([send(as, name, whole), send(as, name, again)]);
    expect(codes(results)).toHaveLength(1);
    expect(refusals).toContain(codes(results)[0]);
  });
});

describe("two people at once", () => {
  test("two coordinators attach one family: it is attached once, and the second reads that it is", async () => {
    const family = await household(api, { district: "pendle", ...READY });
    const attach = (as: Account) => send(as, "attachFamily", { familyId: family.id, version: 1, idempotencyKey: randomUUID() });
    const results = await Promise.all([attach("coordinator"), attach("pendleCoordinator")]);
    expect(codes(results)).toEqual(["ALREADY_ATTACHED"]);
    expect(results.flatMap(({ errors }) => errors.map(({ message }) => message))).toEqual(["This family is attached already"]);
    expect(await rows(api, "SELECT 1 FROM attachment WHERE family_id = $1", [family.id])).toHaveLength(1);
    expect(await rows(api, "SELECT version FROM family WHERE id = $1", [family.id])).toEqual([{ version: 2 }]);
  });

  test("an officer accepts in one window and declines in another, while a colleague tries too: one answer stands", async () => {
    const family = await household(api, { seats: ["police"] });
    const ask = { familyId: family.id, workerId: USERS.housing.id, idempotencyKey: randomUUID() };
    const asked = (await send("coordinator", "askLeadProfessional", ask)) as Result & { leadProfessional: { id: string } };
    const answer = (as: Account, accept: boolean) =>
      send(as, "answerLeadProfessionalRequest", {
        requestId: asked.leadProfessional.id,
        version: 1,
        accept,
        reason: accept ? null : "On leave",
        idempotencyKey: randomUUID(),
      });
    const [accepted, declined, colleague] = await Promise.all([answer("housing", true), answer("housing", false), answer("police", true)]);
    expect(codes([colleague])).toEqual(["NOT_THE_ONE_ASKED"]);
    expect(codes([accepted, declined])).toHaveLength(1);
    expect(["STALE", "ALREADY_ANSWERED"]).toContain(codes([accepted, declined])[0]);
    const kept = await rows<{ accepted: boolean; declined: boolean; version: number }>(
      api,
      "SELECT accepted_on IS NOT NULL AS accepted, declined_on IS NOT NULL AS declined, version FROM lead_professional WHERE family_id = $1",
      [family.id],
    );
    expect(kept).toEqual([{ accepted: accepted.errors.length === 0, declined: declined.errors.length === 0, version: 2 }]);
  });

  test("a CAF is passed by one coordinator and returned by another: one finding stands", async () => {
    const { id: cafId, version, versions } = await submitted(api);
    const finding = (note: string) =>
      send("coordinator", "reviewCaf", {
        cafId,
        version,
        versionNumber: versions[0]?.number ?? 0,
        compliant: false,
        reasons: ["OTHER"],
        note,
        idempotencyKey: randomUUID(),
      });
    expect(codes(await Promise.all([finding("One"), finding("Two")]))).toHaveLength(1);
    expect(await rows(api, "SELECT 1 FROM caf_review WHERE caf_id = $1", [cafId])).toHaveLength(1);
  });
});

describe("all partners at once", () => {
  /** What each of them does to one family; whoever waits for another is served in the end, or told what changed. */
  test.each([1, 2, 3, 4])("on one family nobody meets a fault of ours (%i)", async () => {
    const first = await submitted(api);
    const familyId = first.family?.id ?? "none";
    const sent = { cafId: first.id, version: first.version, versionNumber: 1, compliant: false, reasons: ["OTHER"], note: "Again" };
    await change(api, "coordinator", "reviewCaf", sent);
    const caf = (await see(api, "school", first.reference)) as CafShown;
    const actions = await rows<{ id: string; team_id: string }>(api, "SELECT id, team_id FROM plan_action WHERE family_id = $1", [
      familyId,
    ]);
    const owner = (teamId: string) => (["school", "police", "housing"] as const).find((each) => USERS[each].team === teamId) ?? "school";
    const draft = caf.draft?.content as ReturnType<typeof ellerys>;
    const content = {
      ...draft,
      familyName: `${draft.familyName} again`,
      plan: [],
      answers: draft.answers.map(({ memberKey, criterion, answer, evidence }) => ({ memberKey, criterion, answer, evidence })),
    } as unknown as Value;
    const key = () => ({ idempotencyKey: randomUUID() });
    const add = { familyId, criterion: "HEALTH", dueOn: "2017-02-01", title: "Rest", outcome: "Less pain", owner: "FAMILY" };
    const close = { reason: "FAMILY_WITHDREW", outcome: "They wish to stop", closedOn: "2017-01-03" };
    const results = await Promise.all([
      send("school", "submitCaf", { cafId: caf.id, version: caf.version, content, ...key() }),
      send("school", "closeCaf", { cafId: caf.id, version: caf.version, ...close, ...key() }),
      ...actions.map(({ id, team_id }) =>
        send(owner(team_id), "completePlanAction", { actionId: id, doneOn: "2017-01-03", note: "Done", version: 1, ...key() }),
      ),
      send("coordinator", "askLeadProfessional", { familyId, workerId: USERS.housing.id, ...key() }),
      send("school", "addPlanAction", { ...add, ...key() }),
      send("police", "recordTafMeeting", {
        familyId,
        heldOn: "2017-01-03",
        attendance: [{ teamId: USERS.housing.team, attended: true }],
        ...key(),
      }),
      send("school", "startCaf", { familyId, ...key() }),
    ]);
    for (const code of codes(results)) expect(["STALE", "NOT_OPEN", "NOT_BEING_WRITTEN", "ALREADY_ENDED"]).toContain(code);
    expect(await rows(api, "SELECT 1 FROM standing WHERE family_id = $1 AND valid_to IS NULL", [familyId])).toHaveLength(1);
  });
});
