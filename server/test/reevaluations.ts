import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "vitest";
import type { Api } from "./api-client.ts";
import { planInForceOf } from "./plans.ts";

export interface Run {
  readonly id: string;
  readonly planId: string;
  readonly planName: string;
  readonly cause: string;
  readonly since: string;
  readonly state: string;
  readonly families: number;
  readonly familiesDone: number;
  readonly familiesChanged: number;
  readonly failedBatches: number;
  readonly startedAt: string;
  readonly startedBy: { readonly name: string };
  readonly endedAt: string | null;
  readonly version: number;
  readonly viewerCanPause: boolean;
  readonly viewerCanResume: boolean;
}

export interface Payload {
  readonly reevaluation: Run | null;
  readonly errors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[];
}

export const RUN = `id planId planName cause since state families familiesDone familiesChanged failedBatches startedAt startedBy { name } endedAt
  version viewerCanPause viewerCanResume`;

const MUTATIONS = {
  changePlan: "ChangePlanInput",
  startReevaluation: "StartReevaluationInput",
  pauseReevaluation: "PauseReevaluationInput",
  resumeReevaluation: "ResumeReevaluationInput",
} as const;

export const documentOf = (name: keyof typeof MUTATIONS): string =>
  `mutation M($input: ${MUTATIONS[name]}!) { result: ${name}(input: $input) { reevaluation { ${RUN} } errors { code field message } } }`;

/** As the administrator, who alone may. */
export async function ask(api: Api, name: keyof typeof MUTATIONS, input: object = {}): Promise<Payload> {
  const whole = { idempotencyKey: randomUUID(), ...input };
  return (await (await api.as("admin")).query<{ result: Payload }>(documentOf(name), { input: whole })).result;
}

/** What must not be refused. */
export async function told(asked: Promise<Payload>): Promise<Run> {
  const { reevaluation, errors } = await asked;
  expect(errors).toEqual([]);
  return reevaluation ?? expect.fail("no re-evaluation was told of");
}

export async function changeTo(api: Api, planId: string): Promise<Run> {
  return told(ask(api, "changePlan", { planId, insteadOf: await planInForceOf(api) }));
}

export async function runs(api: Api): Promise<Run[]> {
  return (await (await api.as("admin")).query<{ reevaluations: Run[] }>(`{ reevaluations { ${RUN} } }`)).reevaluations;
}

/** The run once it has come so far, watched as an administrator watches it. */
export async function until(api: Api, id: string, reached: (run: Run) => boolean, ms = 60_000): Promise<Run> {
  for (const deadline = Date.now() + ms; ; await pause(20)) {
    const run = (await runs(api)).find((each) => each.id === id) ?? expect.fail("there is no such re-evaluation");
    if (reached(run)) return run;
    if (Date.now() > deadline) expect.fail(`the re-evaluation stands at ${JSON.stringify(run)}`);
  }
}

export const ended = (run: Run): boolean => run.endedAt !== null;
