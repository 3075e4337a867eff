import { afterAll, describe, expect, test } from "vitest";
import { type Decision, deny } from "../src/access/decision.ts";
import type { Scenario, Who } from "../src/access/scenario.ts";
import type { UserViewer } from "../src/access/viewer.ts";
import type { Transaction } from "../src/database/database.ts";
import type { Answer, Api, Client } from "./api-client.ts";
import { type Household, viewerOf } from "./household.ts";
import type { Account } from "./town.ts";
import { asking, mutations } from "./whole-schema.ts";

/** Who of the town each of the scenarios' people is. */
const ACCOUNTS: Readonly<Record<Who, Account>> = {
  "a practitioner of the school that holds its CAF": "school",
  "its lead professional": "earlyHelp",
  "the worker who was asked to lead it": "housing",
  "a practitioner with a seat in its team": "police",
  "a practitioner of a team with no part in it": "otherPolice",
  "the lead of the school's agency": "schoolLead",
  "the coordinator of its district": "coordinator",
  "a coordinator of another district": "pendleCoordinator",
  "an auditor with no claim of its drawn": "auditor",
  "a board member": "board",
  "the information officer": "informationOfficer",
  "an administrator": "admin",
};

export interface Deed {
  policy(tx: Transaction, viewer: UserViewer): Promise<Decision> | Decision;
  /** The bare statement, by itself: how many rows Postgres would let a bug write or read. */
  write(tx: Transaction, viewer: UserViewer): Promise<number>;
}

export const UNSEEN: Decision = deny("NOT_FOUND", "");

async function seesFamily(tx: Transaction, { id }: Household): Promise<boolean> {
  return (await tx.query("SELECT 1 FROM family WHERE id = $1", [id])).length > 0;
}

/** What a policy says of a family, where the viewer sees it at all. */
export const whereSeen = async (tx: Transaction, home: Household, decide: () => Promise<Decision> | Decision): Promise<Decision> =>
  (await seesFamily(tx, home)) ? decide() : UNSEEN;

class Undo extends Error {}

/** How many rows were let through, or the database's word for why none was; undone again. */
export async function attempt(api: Api, viewer: UserViewer, work: (tx: Transaction) => Promise<number>): Promise<number | string> {
  let written = 0;
  try {
    await api.app.database.as(viewer, async (tx) => {
      written = await work(tx);
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) return String((error as { code?: string }).code);
  }
  return written;
}

export type Request = readonly [mutation: string, input: Readonly<Record<string, unknown>>];

/** What came of an answer, in no more words than codes. */
export function outcomeOf(answer: Answer): string {
  const told = Object.values(answer.data ?? {}) as ({ errors?: { code: string }[] } | null)[];
  const refused = told.flatMap((each) => each?.errors?.map(({ code }) => code) ?? []);
  return [...(answer.errors ?? []).map(({ extensions }) => extensions?.code ?? "none"), ...refused].join() || "done";
}

/** Asks for a change over the API: what came of it. */
export async function ask(client: Pick<Client, "send">, [mutation, input]: Request): Promise<string> {
  const field = mutations.find(({ name }) => name === mutation) ?? expect.fail(`there is no ${mutation}`);
  return outcomeOf(await client.send(asking("mutation", field, { input }, "{ errors { code } }"), { input }));
}

/** A refusal of an input says nothing of who sent it. */
const OF_THE_INPUT = /INVALID|STALE|BAD_|REQUIRED|INTERNAL|VALIDATION/u;

/** Over the API somebody did it, or was refused because of who they are. */
function expectOutcome(outcome: string, policy: "may" | "may not"): void {
  if (policy === "may") expect(outcome).toBe("done");
  else {
    expect(outcome).not.toBe("done");
    expect(outcome).not.toMatch(OF_THE_INPUT);
  }
}

interface Run<What extends string> {
  /** What the scenarios are of. */
  readonly of: string;
  readonly api: () => Api;
  readonly all: readonly Scenario<What>[];
  readonly deeds: Readonly<Record<What, Deed>>;
  /** What the database may say of a write that it keeps out. */
  readonly refusals: readonly string[];
  /** What comes of it over the API; nothing where the API has no such deed. */
  request(what: What, account: Account, may: boolean): Promise<string | null>;
}

/** Holds each sentence against the policy, against the rows and against the API. */
export function runScenarios<What extends string>({ of, api, all, deeds, refusals, request }: Run<What>): void {
  let judgements = 0;
  afterAll(() => console.info(`scenarios of ${of}: ${all.length} sentences, ${judgements} judgements`));
  describe.each([...new Set(all.map(({ what }) => what))])("who %s", (what) => {
    const ofThis = all.filter((scenario) => scenario.what === what);
    test.each(ofThis)("$who: the policy says $policy, the rows say $rows", async ({ who, policy, rows: through }) => {
      const viewer = viewerOf(ACCOUNTS[who]);
      const decision = await api().app.database.as(viewer, async (tx) => deeds[what].policy(tx, viewer));
      expect(decision.allowed ? "may" : "may not").toBe(policy);
      const written = await attempt(api(), viewer, (tx) => deeds[what].write(tx, viewer));
      if (typeof written === "string") expect(refusals).toContain(written);
      expect(typeof written === "number" && written > 0 ? "let through" : "kept out").toBe(through);
      judgements += 2;
    });

    test.each(ofThis)("$who, over the API: $policy", async ({ who, policy }) => {
      const outcome = await request(what, ACCOUNTS[who], policy === "may");
      if (outcome === null) return;
      expectOutcome(outcome, policy);
      judgements += 1;
    });
  });
}
