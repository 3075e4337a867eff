import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Api } from "./api-client.ts";
import { household, rows } from "./household.ts";
import { addPlan, planInForceOf } from "./plans.ts";
import type { Recipe } from "./recipes.ts";
import type { Value } from "./spoilt-inputs.ts";
import { USERS } from "./town.ts";

const key = () => ({ idempotencyKey: randomUUID() });

/** One for each mutation about every family of the county: the plan in force, and working out anew. */
export function countyRecipes(api: Api): Readonly<Record<string, Recipe>> {
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
  };
}

/** One for each mutation by which a family is restricted, opened to somebody, or handed over. */
export function sightRecipes(api: Api): Readonly<Record<string, Recipe>> {
  return {
    restrictFamily: {
      as: "coordinator",
      stranger: "pendleCoordinator",
      input: async () => {
        const { id: familyId } = await household(api, { seats: ["police"] });
        return { familyId, version: 1, reason: "The father works there", workerIds: [USERS.police.id], ...key() };
      },
    },
    liftRestriction: {
      as: "coordinator",
      stranger: "pendleCoordinator",
      input: async () => ({ familyId: await restricted(api), version: 1, reason: "He has left", ...key() }),
    },
    nameViewer: {
      as: "coordinator",
      stranger: "pendleCoordinator",
      input: async () => ({ familyId: await restricted(api), workerId: USERS.school.id, ...key() }),
    },
    unnameViewer: {
      as: "coordinator",
      stranger: "pendleCoordinator",
      input: async () => ({ familyId: await restricted(api), workerId: USERS.police.id, ...key() }),
    },
    handOverCase: {
      as: "schoolLead",
      input: async () => {
        const { id: familyId } = await household(api, { lead: "school" });
        return { familyId, fromTeamId: USERS.school.team, ...(await secondTeam(api)), ...key() };
      },
    },
  };
}

/** A family that the school holds a CAF for and that is restricted to the coordinator and the police. */
async function restricted(api: Api): Promise<string> {
  const { id } = await household(api, { seats: ["police"], restricted: true });
  await rows(api, "INSERT INTO family_named_viewer (family_id, user_id) SELECT $1, unnest($2::uuid[])", [
    id,
    [USERS.coordinator.id, USERS.police.id],
  ]);
  return id;
}

/** Another team of the school, with somebody in it who can lead a family. */
async function secondTeam(api: Api): Promise<{ toTeamId: string; workerId: string }> {
  const [toTeamId, workerId] = [randomUUID(), randomUUID()];
  await rows(api, "INSERT INTO team (id, agency_id, name) SELECT $1, agency_id, 'Sixth form' FROM app_user WHERE id = $2", [
    toTeamId,
    USERS.school.id,
  ]);
  await rows(
    api,
    "INSERT INTO app_user (id, name, role, agency_id, team_id) SELECT $1, 'Ed Lamb', 'PRACTITIONER', agency_id, $2 FROM app_user WHERE id = $3",
    [workerId, toTeamId, USERS.school.id],
  );
  return { toTeamId, workerId };
}
