import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Answer, Api, Client } from "./api-client.ts";
import { rows } from "./household.ts";
import { post } from "./raw-requests.ts";
import { AGENCIES } from "./town.ts";

/** An agreement as an administrator records it, in force on the town's day. */
export const agreementInput = (over: object = {}) => ({
  title: "Attendance for families with help",
  agencyIds: [AGENCIES.school.id],
  purposes: ["Early help"],
  kinds: ["ATTENDANCE", "EXCLUSION"],
  documentReference: "IG/2016/41",
  signedOn: "2016-11-01",
  validFrom: "2016-12-01",
  validTo: "2017-11-30",
  reviewDueOn: "2017-06-01",
  idempotencyKey: randomUUID(),
  ...over,
});

export const assessmentInput = (sharingAgreementId: string, over: object = {}) => ({
  sharingAgreementId,
  title: "Attendance by machine",
  documentReference: "DPIA/2016/7",
  approvedBy: "Head of information governance",
  approvedOn: "2016-11-20",
  reviewDueOn: "2017-11-20",
  idempotencyKey: randomUUID(),
  ...over,
});

export const clientInput = (over: object = {}) => ({
  name: "Calder Vale records",
  agencyId: AGENCIES.school.id,
  teamId: AGENCIES.school.teams[0]?.id ?? "none",
  scopes: ["SEND_EVIDENCE"],
  days: 90,
  idempotencyKey: randomUUID(),
  ...over,
});

interface Told {
  readonly agreement?: { readonly id: string; readonly version: number } | null;
  readonly client?: { readonly id: string } | null;
  readonly token?: string | null;
  readonly errors: readonly { readonly code: string; readonly field: string | null }[];
}

const PARTS: Readonly<Record<string, string>> = { addMachineClient: "client { id } token", revokeMachineClient: "client { id state }" };

/** One administrator's change. */
export async function administer(api: Api, name: string, input: object): Promise<Told> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const part = PARTS[name] ?? "agreement { id version }";
  const document = `mutation M($input: ${type}!) { told: ${name}(input: $input) { ${part} errors { code field } } }`;
  return (await (await api.as("admin")).query<{ told: Told }>(document, { input })).told;
}

/** An agreement and its assessment, both in force. */
export async function covered(api: Api, over: object = {}): Promise<string> {
  const { agreement } = await administer(api, "addSharingAgreement", agreementInput(over));
  const id = agreement?.id ?? expect.fail("no agreement was made");
  expect((await administer(api, "addImpactAssessment", assessmentInput(id))).errors).toEqual([]);
  return id;
}

export async function machine(api: Api, over: object = {}): Promise<{ id: string; token: string }> {
  const { client, token } = await administer(api, "addMachineClient", clientInput(over));
  if (!client || !token) return expect.fail("no machine client was made");
  return { id: client.id, token };
}

/** What a machine client asks, as it goes over the line. */
export async function ask(api: Api, token: string, query: string, variables: object = {}, headers: Record<string, string> = {}) {
  const response = await post(api.url, JSON.stringify({ query, variables }), { authorization: `Bearer ${token}`, ...headers });
  return { ...((await response.json()) as Answer), status: response.status, headers: response.headers };
}

/** A machine client that was made for all that one can be made for, of an agency whose papers are in order. */
export async function asMachine(api: Api): Promise<Pick<Client, "send">> {
  await covered(api);
  const { token } = await machine(api, { scopes: ["SEND_EVIDENCE", "READ_CONTRIBUTION"] });
  return { send: (document, variables = {}) => ask(api, token, document, variables) };
}

export const attendance = (familyId: string, personId: string, over: object = {}) => ({
  familyId,
  idempotencyKey: randomUUID(),
  fact: {
    kind: "ATTENDANCE",
    personId,
    attendance: { term: "2016-09-05", possible: 140, authorised: 6, unauthorised: 20 },
  },
  ...over,
});

/** The first day of the last term that is over, as returns name it. */
export async function lastTerm(api: Api): Promise<string> {
  const { schoolTerms } = await (await api.as("school")).query<{ schoolTerms: { from: string; to: string }[] }>(
    "{ schoolTerms { from to } }",
  );
  return schoolTerms.filter(({ to }) => to < "2017-01-03").at(-1)?.from ?? expect.fail("there is no term that is over");
}

export const deedsOf = (api: Api, userId: string) =>
  rows<{ action: string; role: string; why: string | null; families: number }>(
    api,
    "SELECT action, role, why, cardinality(family_ids) AS families FROM audit_event WHERE user_id = $1 ORDER BY id",
    [userId],
  );
