import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SESSION_DEEDS, SESSION_SITUATIONS, type SessionDeed, type SessionSituation } from "../../src/access/session.scenarios.ts";
import { digest, newToken } from "../../src/access/tokens.ts";
import { type Answer, type Api, startApi } from "../api-client.ts";
import { household, rows } from "../household.ts";
import { post } from "../raw-requests.ts";
import { outcomeOf } from "../scenario-runner.ts";
import { type Account, AGENCIES, id, town, USERS } from "../town.ts";

/** Each sentence for one of each role: over the API with the cookie, and by what the session's look-up finds in the tables. */
const ACCOUNTS = [
  "school",
  "schoolLead",
  "coordinator",
  "auditor",
  "board",
  "informationOfficer",
  "admin",
] as const satisfies readonly Account[];
let api: Api;
let judgements = 0;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  await household(api, { seats: ["police"] });
});
afterAll(async () => {
  await api.stop();
  const sentences = Object.keys(SESSION_SITUATIONS).length * ACCOUNTS.length * SESSION_DEEDS.length;
  console.info(`sessions: ${sentences} sentences, ${judgements} judgements`);
});

interface Held {
  readonly account: Account;
  readonly token: string;
  /** Of another window of the same person. */
  readonly other: string;
}

async function signedIn(account: Account): Promise<Held> {
  const [token, other] = [newToken(), newToken()];
  await rows(
    api,
    `INSERT INTO session (token_hash, user_id, created_at, last_seen_at, proved_at, expires_at)
     SELECT hash, $2, now(), now(), now(), now() + interval '8 hours' FROM unnest($1::bytea[]) hash`,
    [[digest(token), digest(other)], USERS[account].id],
  );
  return { account, token, other };
}

async function send(token: string, query: string): Promise<Answer> {
  const response = await post(api.url, JSON.stringify({ query }), { cookie: `wtwf_session=${token}` });
  return { ...((await response.json()) as Answer), status: response.status, headers: response.headers };
}

const user =
  (...changes: readonly string[]) =>
  async ({ account }: Held) => {
    for (const change of changes) await rows(api, `UPDATE app_user SET ${change} WHERE id = $1`, [USERS[account].id]);
  };
const aged =
  (change: string) =>
  ({ account }: Held) =>
    rows(api, `UPDATE session SET ${change} WHERE user_id = $1`, [USERS[account].id]);
const otherRole = "role = CASE WHEN role = 'AUDITOR' THEN 'BOARD_MEMBER' ELSE 'AUDITOR' END, team_id = NULL, district_codes = '{}'";
const own = ({ account }: Held) => {
  const { role, team, districts, agency } = USERS[account];
  return `role = '${role}', team_id = ${team ? `'${team}'` : "NULL"}, agency_id = '${agency.id}', district_codes = '{${districts.join()}}', disabled_at = NULL`;
};
const nothing = async () => undefined;

const CHANGES: Readonly<Record<SessionSituation, (held: Held) => Promise<unknown>>> = {
  "whose session goes on": nothing,
  "whose name alone was changed": user("name = name || ' Junior'"),
  "who has done nothing for fourteen minutes": aged("last_seen_at = now() - interval '14 minutes'"),
  "who has done nothing for sixteen minutes": aged("last_seen_at = now() - interval '16 minutes'"),
  "whose eight hours are over": aged("created_at = now() - interval '9 hours', expires_at = now() - interval '1 second'"),
  "whose account was disabled": user("disabled_at = now()"),
  "whose account was disabled and enabled again": user("disabled_at = now()", "disabled_at = NULL"),
  "who was given another role": user(otherRole),
  "who was given another role and their own again": async (held) => user(otherRole, own(held))(held),
  "who went to another agency": user(`agency_id = '${AGENCIES.dwp.id}'`),
  "who went to another team": user(`team_id = '${AGENCIES.police.teams[1]?.id}'`),
  "who was given other districts": user("district_codes = '{pendle}'"),
  "who signed out": ({ token }) => send(token, "mutation { signOut { __typename } }"),
  "who signed out everywhere, in another window": ({ other }) => send(other, "mutation { signOutEverywhere { __typename } }"),
  "whose cookie was cut short": nothing,
  "whose cookie holds the hash of the token": nothing,
  "whose cookie holds another's user id": nothing,
};
const COOKIES: Readonly<Partial<Record<SessionSituation, (held: Held) => string>>> = {
  "whose cookie was cut short": ({ token }) => token.slice(0, -1),
  "whose cookie holds the hash of the token": ({ token }) => digest(token).toString("base64url"),
  "whose cookie holds another's user id": () => USERS.admin.id,
};

const DEEDS: Readonly<Record<SessionDeed, string>> = {
  "is told who they are": "{ viewer { id } }",
  reads: "{ account { email } tasks { total } districts { code } }",
  "changes something": `mutation { discardCafDraft(input: { cafId: "${id(0xdead)}", version: 1 }) { errors { code } } }`,
};

describe.each(Object.keys(SESSION_SITUATIONS) as SessionSituation[])("somebody %s", (situation) => {
  test(`${SESSION_SITUATIONS[situation]} go on, whatever their role`, async () => {
    for (const account of ACCOUNTS) {
      const held = await signedIn(account);
      await CHANGES[situation](held);
      const cookie = COOKIES[situation]?.(held) ?? held.token;
      const may = SESSION_SITUATIONS[situation] === "may";
      const viewer = await api.app.services.sessions.viewerOf(cookie, "test");
      expect([account, viewer?.userId ?? null]).toEqual([account, may ? USERS[account].id : null]);
      for (const deed of SESSION_DEEDS) {
        const answer = await send(cookie, DEEDS[deed]);
        const outcome = outcomeOf(answer);
        const told = deed === "is told who they are" ? (answer.data?.["viewer"] ?? null) !== null : !outcome.includes("UNAUTHENTICATED");
        expect([account, deed, outcome, told]).toEqual([account, deed, outcome, may]);
        expect(answer.status).toBeLessThan(500);
        judgements += 1;
      }
      judgements += 1;
      await rows(api, `WITH over AS (DELETE FROM session WHERE user_id = $1) UPDATE app_user SET name = $2, ${own(held)} WHERE id = $1`, [
        USERS[account].id,
        USERS[account].name,
      ]);
    }
  });
});
