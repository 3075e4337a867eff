import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { migrate } from "../../src/database/migrate.ts";
import { type Api, startApi } from "../api-client.ts";
import type { Template } from "../cluster.ts";
import { rows } from "../household.ts";
import { linkIn, type Mailbox, startMailbox } from "../sign-in/mailbox.ts";
import { enrol, forgetTries, SET_PASSWORD, VIEWER, type Visitor, visitor } from "../sign-in/visitor.ts";

/** Migrated, and nobody and nothing in it, as an authority finds it on its first day. */
const unused: Template = {
  name: "wtwf_unused",
  prepare: async (urls) => {
    await migrate(urls.owner);
  },
};

const GOOD = "marmalade tractor eleven";
const BECOME = `mutation Become($input: FirstAdministratorInput!) {
  becomeFirstAdministrator(input: $input) { viewer { name } next errors { code field } }
}`;

let mailbox: Mailbox;
let api: Api;
beforeAll(async () => {
  mailbox = await startMailbox();
  api = await startApi(unused, {
    secondFactor: true,
    secretKey: "a key of more than thirty-two characters",
    mail: { url: mailbox.url, from: "families@council.example" },
  });
});
afterAll(async () => {
  await api.stop();
  await mailbox.close();
});
beforeEach(() => forgetTries(api));

const link = async () => {
  const href = await api.app.services.firstAdministrators.link();
  return { href, token: href?.split("#")[1] ?? "" };
};
const wishes = (token: string, over: object = {}) => ({
  token,
  name: "Ada Firth",
  email: "ada.firth@council.example",
  password: GOOD,
  agencyName: "The council",
  agencyKind: "WPEHS",
  ...over,
});

type Outcome = { viewer: object | null; next: string | null; errors: { code: string; field: string | null }[] };
const become = async (input: object, at: Visitor = visitor(api.url)) =>
  (await at.query<{ becomeFirstAdministrator: Outcome }>(BECOME, { input })).becomeFirstAdministrator;

describe("the link of an empty service", () => {
  test("carries its token after the #, is kept as a digest, and is over after an hour", async () => {
    const { href, token } = await link();
    expect(href).toBe(`${api.url}/first-administrator#${token}`);
    const [row] = await rows<{ text: string; minutes: number }>(
      api,
      "SELECT l::text AS text, round(extract(epoch FROM expires_at - created_at) / 60)::int AS minutes FROM sign_in_link l",
    );
    expect(row?.minutes).toBe(60);
    expect(row?.text).not.toContain(token);
    await rows(api, "UPDATE sign_in_link SET expires_at = now() - interval '1 second'");
    expect(await become(wishes(token))).toMatchObject({ viewer: null, errors: [{ code: "LINK_OVER" }] });
  });

  test("makes nobody with a weak password, a forged token, or what is no address", async () => {
    const { token } = await link();
    for (const [over, field] of [
      [{ password: "password1234" }, "password"],
      [{ password: "The council 2017" }, "password"],
      [{ token: `${token}A` }, null],
      [{ token: token.slice(0, -1) }, null],
      [{ email: "ada" }, "email"],
      [{ name: " " }, "name"],
      [{ agencyName: "" }, "agencyName"],
    ] as const) {
      expect((await become(wishes(token, over))).errors, JSON.stringify(over)).toMatchObject([{ field }]);
    }
    expect(await rows(api, "SELECT FROM app_user")).toEqual([]);
  });

  test("chooses nobody's password", async () => {
    const { token } = await link();
    expect(await visitor(api.url).query(SET_PASSWORD, { input: { token, password: GOOD } })).toMatchObject({
      setPassword: { viewer: null, errors: [{ code: "LINK_OVER" }] },
    });
  });
});

test("from the link to a practitioner who signs in, nobody writes SQL", async () => {
  const [one, two] = [await link(), await link()];
  const [ada, eve] = [visitor(api.url), visitor(api.url)];
  const both = await Promise.all([
    become(wishes(one.token), ada),
    become(wishes(two.token, { name: "Eve", email: "eve@elsewhere.example" }), eve),
  ]);
  expect(both.map(({ next }) => next).sort()).toEqual(["SET_UP_CODE", null].sort());
  const winner = both[0]?.next ? ada : eve;
  expect(await rows(api, "SELECT role FROM app_user")).toEqual([{ role: "ADMINISTRATOR" }]);
  expect(await link()).toEqual({ href: null, token: "" });

  await enrol(winner);
  expect(await winner.query(VIEWER)).toMatchObject({ viewer: { role: "ADMINISTRATOR" } });
  await winner.query('mutation { addDistrict(input: { name: "Burnley", area: "East" }) { errors { code } } }');
  const { addAgency } = await winner.query<{ addAgency: { agency: { id: string } } }>(
    'mutation { addAgency(input: { name: "Harebell High School", kind: SCHOOL }) { agency { id } errors { code } } }',
  );
  const { addTeam } = await winner.query<{ addTeam: { team: { id: string } } }>(
    "mutation($input: AddTeamInput!) { addTeam(input: $input) { team { id } errors { code } } }",
    { input: { agencyId: addAgency.agency.id, name: "Pastoral team", districtCode: "burnley" } },
  );
  await winner.query("mutation($input: InviteUserInput!) { inviteUser(input: $input) { sent errors { code field } } }", {
    input: {
      name: "Nia Rowe",
      email: "nia.rowe@harebell.example",
      role: "PRACTITIONER",
      agencyId: addAgency.agency.id,
      teamId: addTeam.team.id,
      districtCodes: [],
      idempotencyKey: crypto.randomUUID(),
    },
  });
  const { token } = linkIn(await mailbox.take("nia.rowe@harebell.example"));
  const nia = visitor(api.url);
  expect(await nia.query(SET_PASSWORD, { input: { token, password: "violin gravel sunday" } })).toMatchObject({
    setPassword: { next: "SET_UP_CODE" },
  });
  await enrol(nia);
  expect(await nia.query("{ viewer { name role team { name district { code } } } }")).toEqual({
    viewer: { name: "Nia Rowe", role: "PRACTITIONER", team: { name: "Pastoral team", district: { code: "burnley" } } },
  });
  const actions = await rows<{ action: string }>(
    api,
    "SELECT DISTINCT action FROM audit_event WHERE action <> 'outcomes-plan.add' ORDER BY action",
  );
  expect(actions.map(({ action }) => action)).toEqual([
    "agency.add",
    "district.add",
    "password.set",
    "second-factor.set-up",
    "session.start",
    "team.add",
    "user.invite",
    "user.make-first",
  ]);
});
