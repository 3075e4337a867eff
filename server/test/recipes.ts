import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { accessRecipes } from "./access-recipes.ts";
import type { Api } from "./api-client.ts";
import { change, ellerys, everybodyAsked, made, submitted } from "./caf.ts";
import { AROUND, factOf, insertEvidence } from "./evidence.ts";
import { household, rows } from "./household.ts";
import { addPlan, planInForceOf } from "./plans.ts";
import { held, longClosed, referenceOf, toDispose } from "./retention.ts";
import type { Value } from "./spoilt-inputs.ts";
import { type Account, PASSWORD, USERS } from "./town.ts";

/** For each mutation who may do it, an input that would do, and a colleague elsewhere who has no part in it. */
export interface Recipe {
  readonly as: Account;
  /** It is sent by somebody who is not signed in yet. */
  readonly anonymous?: true;
  input(): Promise<Record<string, Value>>;
  readonly stranger?: Account;
}

const today = "2017-01-03";
const key = () => ({ idempotencyKey: randomUUID() });
const NEEDS = ["WORKLESSNESS", "MISSING_EDUCATION"] as const;
/** A family that only waits to be attached. */
export const READY = { needs: NEEDS, planned: NEEDS, lead: "housing" } as const;
const ASK = "mutation Ask($input: AskLeadProfessionalInput!) { askLeadProfessional(input: $input) { leadProfessional { id } } }";
/** Every field has a value, so that each is spoilt where it stands. */
const whole = () => ({ ...ellerys(), interpreter: "Nobody is needed" }) as unknown as Record<string, Value>;

/** One for each mutation of the schema; `home` is a family that the school, the police and housing help. Each input is new. */
export function recipesFor(
  api: Api,
  home: { readonly id: string; readonly cafId: string; readonly people: readonly string[] },
): Readonly<Record<string, Recipe>> {
  const draft = async () => made(await change(api, "school", "startCaf"));
  const opened = async () => {
    const { id, version } = await submitted(api, everybodyAsked(ellerys()));
    return made(await change(api, "coordinator", "reviewCaf", { cafId: id, version, versionNumber: 1, compliant: true, reasons: [] }));
  };
  const actionOf = async (familyId: string) => {
    const [action] = await rows<{ id: string }>(api, "SELECT id FROM plan_action WHERE family_id = $1 AND status = 'OPEN' LIMIT 1", [
      familyId,
    ]);
    return action?.id ?? "none";
  };
  const asked = async () => {
    const input = { familyId: (await household(api)).id, workerId: USERS.housing.id, ...key() };
    const answer = await (await api.as("coordinator")).query<{ askLeadProfessional: { leadProfessional: { id: string } } }>(ASK, { input });
    return answer.askLeadProfessional.leadProfessional.id;
  };
  const reevaluationBy = async (name: "startReevaluation" | "pauseReevaluation", input: Record<string, Value>) => {
    const document = `mutation M($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { reevaluation { id version } } }`;
    type Told = Record<typeof name, { reevaluation: { id: string; version: number } | null }>;
    const { reevaluation } = (await (await api.as("admin")).query<Told>(document, { input }))[name];
    return reevaluation && { reevaluationId: reevaluation.id, version: reevaluation.version };
  };
  /** Where no jobs are taken it goes on running. */
  const started = async () => (await reevaluationBy("startReevaluation", key())) ?? expect.fail("no re-evaluation began");
  /** Where jobs are taken one may be over before it is paused. */
  const paused = async () => {
    for (let tries = 0; tries < 20; tries += 1) {
      const reevaluation = await reevaluationBy("pauseReevaluation", { ...(await started()), ...key() });
      if (reevaluation) return reevaluation;
    }
    return expect.fail("each re-evaluation was over before it was paused");
  };
  return {
    signIn: { as: "school", anonymous: true, input: async () => ({ email: USERS.school.email, password: PASSWORD }) },
    checkForCaf: { as: "school", input: async () => ({ familyName: "Testing", dateOfBirth: "2002-05-05", postcode: "BB11 1AA" }) },
    startCaf: { as: "school", stranger: "otherPolice", input: async () => ({ familyId: home.id, ...key() }) },
    saveCafDraft: {
      as: "school",
      stranger: "otherPolice",
      input: async () => ({ cafId: (await draft()).id, version: 1, content: whole() }),
    },
    submitCaf: {
      as: "school",
      stranger: "otherPolice",
      input: async () => ({ cafId: (await draft()).id, version: 1, content: whole(), ...key() }),
    },
    discardCafDraft: { as: "school", stranger: "otherPolice", input: async () => ({ cafId: (await draft()).id, version: 1 }) },
    recordDangerReferral: {
      as: "school",
      stranger: "otherPolice",
      input: async () => ({ cafId: home.cafId, question: "reason", reference: "MASH-1", referredAt: "2017-01-03T08:00:00Z", ...key() }),
    },
    reviewCaf: {
      as: "coordinator",
      stranger: "pendleCoordinator",
      input: async () => {
        const { id: cafId, version } = await submitted(api);
        return { cafId, version, versionNumber: 1, compliant: false, reasons: ["OTHER"], note: "Please look again", ...key() };
      },
    },
    closeCaf: {
      as: "school",
      stranger: "otherPolice",
      input: async () => {
        const { id: cafId, version } = await opened();
        return { cafId, version, reason: "NEEDS_MET", outcome: "All is well", closedOn: today, ...key() };
      },
    },
    askLeadProfessional: {
      as: "coordinator",
      stranger: "pendleCoordinator",
      input: async () => ({ familyId: (await household(api)).id, workerId: USERS.housing.id, ...key() }),
    },
    answerLeadProfessionalRequest: {
      as: "housing",
      stranger: "otherPolice",
      input: async () => ({ requestId: await asked(), accept: false, reason: "No time for it", version: 1, ...key() }),
    },
    addPlanAction: {
      as: "school",
      stranger: "otherPolice",
      input: async () => ({
        familyId: home.id,
        criterion: "HEALTH",
        dueOn: "2017-02-01",
        title: "See a doctor",
        outcome: "Less pain",
        owner: "AGENCY",
        teamId: USERS.police.team,
        personId: home.people[0] ?? "none",
        ...key(),
      }),
    },
    completePlanAction: {
      as: "school",
      stranger: "otherPolice",
      input: async () => ({ actionId: await actionOf(home.id), doneOn: today, note: "Done", version: 1, ...key() }),
    },
    recordTafMeeting: {
      as: "school",
      stranger: "otherPolice",
      input: async () => ({
        familyId: home.id,
        heldOn: today,
        nextOn: "2017-02-14",
        notes: "We met",
        attendance: [
          { teamId: USERS.police.team, attended: true },
          { guestName: "Gran", attended: false },
        ],
        ...key(),
      }),
    },
    addEvidence: {
      as: "school",
      stranger: "otherPolice",
      input: async () => {
        const family = await household(api, AROUND);
        return { familyId: family.id, fact: factOf("EXCLUSION", family), statement: "Fighting", ...key() };
      },
    },
    correctEvidence: {
      as: "school",
      stranger: "otherPolice",
      input: async () => {
        const family = await household(api, AROUND);
        const [, , person_id] = family.people;
        const row = { person_id, kind: "EXCLUSION", valid_from: "2016-12-06", facts: { permanent: true } };
        const evidenceId = await insertEvidence(api, family, "school", row);
        return { evidenceId, withdraw: false, fact: factOf("EXCLUSION", family), statement: "For a fixed term", ...key() };
      },
    },
    attachFamily: {
      as: "coordinator",
      stranger: "pendleCoordinator",
      input: async () => ({ familyId: (await household(api, READY)).id, version: 1, ...key() }),
    },
    changePlan: {
      as: "admin",
      input: async () => ({ planId: await addPlan(api.urls.loader, { needs: 1 }), insteadOf: await planInForceOf(api), ...key() }),
    },
    startReevaluation: { as: "admin", input: async () => key() },
    pauseReevaluation: { as: "admin", input: async () => ({ ...(await started()), ...key() }) },
    resumeReevaluation: {
      as: "admin",
      input: async () => ({ ...(await paused()), ...key() }),
    },
    publishMonth: { as: "coordinator", input: async () => ({ asOf: "2016-12-31" }) },
    placeLegalHold: {
      as: "informationOfficer",
      input: async () => ({ reference: await referenceOf(api, (await longClosed(api)).id), reason: "A claim is expected" }),
    },
    liftLegalHold: { as: "informationOfficer", input: () => held(api) },
    reviewRecord: {
      as: "informationOfficer",
      input: async () => ({
        familyId: (await longClosed(api)).id,
        decision: "KEEP",
        keepUntil: "2018-01-01",
        reason: "An inquiry asked for it",
      }),
    },
    disposeRecord: { as: "admin", input: () => toDispose(api) },
    ...accessRecipes(api),
  };
}
