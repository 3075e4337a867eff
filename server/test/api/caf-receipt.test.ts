import { randomUUID } from "node:crypto";
import { getNamedType, isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSchema } from "../../src/schema.ts";
import { type Api, startApi } from "../api-client.ts";
import { type CafShown, change, documentOf, ellerys, made, RECEIPT_FIELDS, see, submitted } from "../caf.ts";
import { rows } from "../household.ts";
import type { Account } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

type Receipt = Record<string, unknown> & { id: string; reference: string; version: number };
type Content = ReturnType<typeof ellerys>;

/** What submitting a CAF of housing's answers, word for word. */
async function handIn(content: Content, key: string = randomUUID(), caf?: Pick<CafShown, "id" | "version">): Promise<Receipt> {
  const { id, version } = caf ?? made(await change(api, "housing", "startCaf"));
  const client = await api.as("housing");
  const input = { cafId: id, version, content, idempotencyKey: key };
  const { result } = await client.query<{ result: { caf: Receipt | null; errors: object[] } }>(documentOf("submitCaf"), { input });
  expect(result.errors).toEqual([]);
  if (!result.caf) throw new Error("no receipt");
  return result.caf;
}

const RECEIPT = `query Receipt($reference: String!) { cafReceipt(reference: $reference) { ${RECEIPT_FIELDS} } }`;
async function again(as: Account, reference: string): Promise<Receipt | null> {
  return (await (await api.as(as)).query<{ cafReceipt: Receipt | null }>(RECEIPT, { reference })).cafReceipt;
}

/** A household that the school brought on record; since then the record says name and address otherwise. */
async function onRecord(postcode: string): Promise<{ id: string; reference: string; content: Content }> {
  const content = ellerys("Quayle", postcode);
  const { family } = await submitted(api, content);
  if (!family) throw new Error("no family");
  await rows(api, "UPDATE family SET name = 'Quayle-Thorne', address = '99 Old Tannery' WHERE id = $1", [family.id]);
  return { id: family.id, reference: family.reference, content };
}

const typed = (content: Content): Content => ({
  ...content,
  address: "Flat 2, 4 Mill Row",
  postcode: content.postcode.toLowerCase().replace(" ", ""),
  members: content.members.map((member) => ({ ...member, familyName: member.familyName.toUpperCase() })),
});

describe("the answer to submitting a CAF", () => {
  test("is the same for a family on record as for one that nobody knew: what was written, and the reference", async () => {
    const family = await onRecord("BB11 4EE");
    const receipt = await handIn(typed(family.content));
    const [joined] = await rows<{ family_id: string }>(api, "SELECT family_id FROM caf WHERE reference = $1", [receipt.reference]);
    expect(joined?.family_id).toBe(family.id);

    const told = JSON.stringify(receipt);
    for (const kept of [family.id, family.reference, "Thorne", "Tannery"]) expect(told).not.toContain(kept);
    const unknown = await handIn(typed(ellerys("Quayle", "BB11 4EF")));
    const same = ({ id: _, reference: __, submittedAt: ___, postcode: ____, ...rest }: Receipt) => rest;
    expect(same(receipt)).toEqual(same(unknown));
    expect([receipt["postcode"], unknown["postcode"]]).toEqual(["BB11 4EE", "BB11 4EF"]);
    expect(receipt).toMatchObject({
      status: "SUBMITTED",
      openedOn: "2017-01-03",
      versionNumber: 1,
      familyName: "Quayle",
      address: "Flat 2, 4 Mill Row",
      postcode: "BB11 4EE",
      people: 5,
      actions: 3,
    });
  });

  test("has no way to a family, a person or another CAF in it", async () => {
    const schema = await createSchema(null);
    const reached = new Set<string>();
    const follow = (name: string) => {
      const type = schema.getType(name);
      if (!isObjectType(type) || reached.has(name)) return;
      reached.add(name);
      for (const field of Object.values(type.getFields())) follow(getNamedType(field.type).name);
    };
    follow("SubmitCafPayload");
    expect([...reached].sort()).toEqual(["Agency", "CafReceipt", "District", "SubmitCafPayload", "Team", "UserError"]);
  });

  test("sent again with the same key is the same receipt", async () => {
    const family = await onRecord("BB11 4EG");
    const caf = made(await change(api, "housing", "startCaf"));
    const key = randomUUID();
    const first = await handIn(typed(family.content), key, caf);
    expect(await handIn(typed(family.content), key, caf)).toEqual(first);
  });
});

describe("a CAF that joined a family on record", () => {
  test("goes on saying what its team wrote, to everyone who reads it, and the record goes on saying what it said", async () => {
    const family = await onRecord("BB11 4EH");
    const { reference } = await handIn(typed(family.content));
    for (const account of ["housing", "coordinator"] as const) {
      const content = (await see(api, account, reference))?.versions[0]?.content;
      expect(content, account).toMatchObject({ familyName: "Quayle", address: "Flat 2, 4 Mill Row", postcode: "BB11 4EH" });
    }
    expect(await rows(api, "SELECT name, address FROM family WHERE id = $1", [family.id])).toEqual([
      { name: "Quayle-Thorne", address: "99 Old Tannery" },
    ]);
  });

  test("comes back as it was written, and once it is amended the record says so too", async () => {
    const family = await onRecord("BB11 4EJ");
    const { reference, id, version } = await handIn(typed(family.content));
    const finding = { cafId: id, version, versionNumber: 1, compliant: false, reasons: ["OTHER"], note: "Say more about Cleo" };
    made(await change(api, "coordinator", "reviewCaf", finding));
    const writing = (await see(api, "housing", reference)) as CafShown;
    expect(writing.draft?.content).toMatchObject({ familyName: "Quayle", address: "Flat 2, 4 Mill Row", postcode: "BB11 4EJ" });
    const { answers, ...rest } = (writing.draft as { content: Content }).content;
    const plain = answers.map(({ memberKey, criterion, answer, evidence }) => ({ memberKey, criterion, answer, evidence }));
    const second = await handIn({ ...rest, answers: plain }, randomUUID(), writing);
    expect(second).toMatchObject({ versionNumber: 2, familyName: "Quayle", address: "Flat 2, 4 Mill Row" });
    expect(await rows(api, "SELECT name, address FROM family WHERE id = $1", [family.id])).toEqual([
      { name: "Quayle", address: "Flat 2, 4 Mill Row" },
    ]);
  });
});

describe("a receipt", () => {
  test("is shown again to the team that handed the CAF in, and each look is recorded", async () => {
    const receipt = await handIn(ellerys());
    expect(await again("housing", receipt.reference.toLowerCase())).toEqual(receipt);
    const looks = await rows(api, "SELECT 1 FROM audit_event WHERE action = 'caf.view' AND subject_id = $1", [receipt.id]);
    expect(looks).toHaveLength(1);
  });

  test("is nobody else's, not even of those who see the family", async () => {
    const { reference } = await handIn(ellerys());
    expect((await see(api, "police", reference))?.reference).toBe(reference);
    for (const account of ["police", "otherPolice", "otherSchool"] as const) expect(await again(account, reference), account).toBeNull();
    for (const account of ["coordinator", "schoolLead", "auditor", "board", "informationOfficer", "admin"] as const) {
      const answer = await (await api.as(account)).send(RECEIPT, { reference });
      expect(answer.errors?.[0]?.extensions?.code, account).toBe("FORBIDDEN");
    }
  });

  test("there is none of a draft, nor of what is not there", async () => {
    const draft = made(await change(api, "housing", "startCaf"));
    expect([await again("housing", draft.reference), await again("housing", "CAF-000001")]).toEqual([null, null]);
  });
});
