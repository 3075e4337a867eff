import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { localDate } from "../../src/shared/local-date.ts";
import { type Api, startApi } from "../api-client.ts";
import { household, rows, viewerOf } from "../household.ts";
import { longClosed, toDispose } from "../retention.ts";
import { type Account, town, USERS } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
});
afterAll(() => api.stop());

interface Rule {
  readonly record: string;
  readonly amount: number;
  readonly version: number;
  readonly least: number | null;
  readonly changes: readonly { readonly amount: number; readonly validFrom: string; readonly reason: string }[];
}
const RULE = "record amount version least changes { amount validFrom reason changedBy { name } }";

async function schedule(): Promise<readonly Rule[]> {
  const answer = await (await api.as("admin")).query<{ retentionSchedule: Rule[] }>(`{ retentionSchedule { ${RULE} } }`);
  return answer.retentionSchedule;
}
const lineOf = async (record: string) => (await schedule()).find((line) => line.record === record) ?? expect.fail(`no line for ${record}`);

async function change(record: string, input: object, account: Account = "informationOfficer") {
  const { version } = await lineOf(record);
  const answer = await (await api.as(account)).query<{
    told: { rule: Rule | null; errors: { code: string; field: string | null }[] };
  }>(
    `mutation C($input: ChangeRetentionRuleInput!) { told: changeRetentionRule(input: $input) { rule { ${RULE} } errors { code field } } }`,
    { input: { record, validFrom: "2017-01-03", reason: "The council decided so", version, ...input } },
  );
  return answer.told;
}
const codes = ({ errors }: { errors: readonly { code: string; field: string | null }[] }) =>
  errors.map(({ code, field }) => `${code} ${field}`);

async function due(dueBy: string): Promise<number> {
  const answer = await (await api.as("informationOfficer")).query<{ retentionQueue: { totalCount: number } }>(
    "query Q($dueBy: LocalDate) { retentionQueue(state: DUE, dueBy: $dueBy) { totalCount } }",
    { dueBy },
  );
  return answer.retentionQueue.totalCount;
}
const preview = async (record: string, amount: number, validFrom: string) => {
  const answer = await (await api.as("admin")).query<{ retentionPreview: object }>(
    `query P($record: RetainedRecord!, $amount: Int!, $validFrom: LocalDate!) {
      retentionPreview(record: $record, amount: $amount, validFrom: $validFrom) { sooner later dueBefore dueAfter } }`,
    { record, amount, validFrom },
  );
  return answer.retentionPreview;
};

describe("changing the schedule", () => {
  test("counts from its day on and not before, says what it would do first, and keeps what was said before", async () => {
    const { id } = await household(api, { matchedOnly: true });
    // Matched on 1 December 2016: due on 1 June 2017, and after three months on 1 March.
    expect(await due("2017-05-31")).toBe(0);
    expect(await preview("MATCHED_NEVER_ATTACHED", 3, "2017-03-01")).toEqual({ sooner: 1, later: 0, dueBefore: 0, dueAfter: 1 });
    expect(await preview("MATCHED_NEVER_ATTACHED", 3, "2017-02-28")).toEqual({ sooner: 1, later: 0, dueBefore: 0, dueAfter: 0 });
    expect(await preview("MATCHED_NEVER_ATTACHED", 9, "2017-02-28")).toMatchObject({ sooner: 0, later: 1 });
    const { rule, errors } = await change("MATCHED_NEVER_ATTACHED", { amount: 3, validFrom: "2017-03-10" });
    expect(errors).toEqual([]);
    expect(rule).toMatchObject({ amount: 6, version: 2, changes: [{ amount: 3, validFrom: "2017-03-10" }] });
    expect([await due("2017-03-09"), await due("2017-03-10")]).toEqual([0, 1]);
    expect(await preview("AUDIT_LOG", 8, "2017-02-01")).toEqual({ sooner: 0, later: 0, dueBefore: 0, dueAfter: 0 });
    // A later decision counts before an earlier one.
    await change("MATCHED_NEVER_ATTACHED", { amount: 12, validFrom: "2017-03-01" });
    expect([await due("2017-03-10"), await due("2017-11-30"), await due("2017-12-01")]).toEqual([0, 0, 1]);
    const deeds = await rows(api, "SELECT reason FROM audit_event WHERE action = 'retention-schedule.change'");
    expect(deeds).toEqual([{ reason: "MATCHED_NEVER_ATTACHED" }, { reason: "MATCHED_NEVER_ATTACHED" }]);
    await rows(api, "UPDATE family SET recorded_at = '2099-01-01' WHERE id = $1", [id]);
  });

  test("keeps to what the law leaves open, to days to come, and to what was shown", async () => {
    expect(codes(await change("CLOSED_CASE", { amount: 20 }))).toEqual(["SHORTER_THAN_THE_LAW amount"]);
    expect(codes(await change("CLOSED_CASE", { amount: 21, validFrom: "2017-02-01" }))).toEqual([]);
    expect(codes(await change("AUDIT_LOG", { amount: 5 }))).toEqual(["SHORTER_THAN_THE_LAW amount"]);
    expect(codes(await change("AUDIT_LOG", { amount: 8, validFrom: "2017-01-02" }))).toEqual(["PAST validFrom"]);
    expect(codes(await change("AUDIT_LOG", { amount: 8, validFrom: "2027-01-04" }))).toEqual(["TOO_FAR validFrom"]);
    expect(codes(await change("AUDIT_LOG", { amount: 7 }))).toEqual(["NOTHING_CHANGED amount"]);
    expect(codes(await change("AUDIT_LOG", { amount: 8, version: 7 }))).toEqual(["STALE null"]);
    expect(codes(await change("AUDIT_LOG", { amount: 8 }, "admin"))).toEqual([]);
    const least = Object.fromEntries((await schedule()).map((line) => [line.record, line.least]));
    expect(least).toEqual({ MATCHED_NEVER_ATTACHED: null, CLOSED_CASE: 21, DRAFT_NEVER_SUBMITTED: null, AUDIT_LOG: 6 });
  });

  test("is for information officers and administrators, who have shown that it is they", async () => {
    const INPUT = { record: "AUDIT_LOG", amount: 9, validFrom: "2017-01-03", reason: "x", version: 1 };
    const send = async (account: Account) =>
      (
        await (
          await api.as(account)
        ).send("mutation C($input: ChangeRetentionRuleInput!) { changeRetentionRule(input: $input) { errors { code } } }", { input: INPUT })
      ).errors?.[0]?.extensions?.code;
    for (const account of (Object.keys(USERS) as Account[]).filter((name) => !["informationOfficer", "admin"].includes(name))) {
      expect(await send(account), account).toBe("FORBIDDEN");
      const write = api.app.database.as(viewerOf(account), (tx) =>
        tx.execute(
          `INSERT INTO retention_change (id, record, number, amount, valid_from, reason, changed_by, changed_at)
           VALUES (gen_random_uuid(), 'AUDIT_LOG', 99, 9, '2017-01-03', 'x', $1, now())`,
          [USERS[account].id],
        ),
      );
      await expect(write, account).rejects.toThrow(/row-level security/u);
    }
    await rows(api, "UPDATE session SET proved_at = '-infinity'");
    expect(await send("admin")).toBe("STEP_UP_REQUIRED");
    await rows(api, "UPDATE session SET proved_at = now()");
    const officer = viewerOf("informationOfficer");
    await expect(api.app.database.as(officer, (tx) => tx.execute("UPDATE retention_change SET amount = 1"))).rejects.toThrow(
      /permission denied/u,
    );
    await expect(api.app.database.as(officer, (tx) => tx.execute("UPDATE retention_rule SET amount = 1"))).rejects.toThrow(
      /permission denied/u,
    );
  });

  test("by two at once is done by one", async () => {
    const { version } = await lineOf("DRAFT_NEVER_SUBMITTED");
    const told = await Promise.all([9, 10].map((amount) => change("DRAFT_NEVER_SUBMITTED", { amount, version })));
    expect(told.map(codes).sort()).toEqual([[], ["STALE null"]]);
  });

  test("while a disposal is confirmed comes before it or after it", async () => {
    const records = await Promise.all(Array.from({ length: 3 }, () => toDispose(api)));
    const dispose = (input: object) =>
      api
        .as("admin")
        .then((client) =>
          client.query<{ told: { errors: { code: string; field: string | null }[] } }>(
            "mutation D($input: DisposeRecordInput!) { told: disposeRecord(input: $input) { errors { code field } } }",
            { input },
          ),
        );
    // Kept until the youngest is 60: nothing of it is due any more.
    const [changed, ...disposals] = await Promise.all([change("CLOSED_CASE", { amount: 60 }), ...records.map(dispose)]);
    expect(codes(changed)).toEqual([]);
    const [{ at } = { at: "" }] = await rows<{ at: string }>(api, "SELECT max(changed_at)::text AS at FROM retention_change");
    for (const [index, { told }] of disposals.entries()) {
      const [certificate] = await rows<{ at: string }>(api, "SELECT disposed_at::text AS at FROM disposal WHERE family_id = $1", [
        records[index]?.familyId,
      ]);
      if (certificate) expect([codes(told), certificate.at <= at]).toEqual([[], true]);
      else expect(codes(told)).toEqual(["NOT_REVIEWED familyId"]);
    }
    const late = await toDispose(api);
    expect(codes((await dispose(late)).told)).toEqual(["NOT_REVIEWED familyId"]);
  });
});

describe("the queue in pages", () => {
  test("turns through all that is in it once, the one that falls due first before the others", async () => {
    for (let made = 0; made < 5; made += 1) await longClosed(api);
    const seen: { dueOn: string; reference: string }[] = [];
    let after: string | null = null;
    let total = 0;
    for (let turned = 0; turned < 20; turned += 1) {
      type Page = {
        retentionQueue: {
          totalCount: number;
          pageInfo: { hasNextPage: boolean; endCursor: string | null };
          edges: { node: { dueOn: string; reference: string } }[];
        };
      };
      const page: Page = await (await api.as("informationOfficer")).query<Page>(
        `query Q($after: String) { retentionQueue(state: DUE, dueBy: "2060-01-01", first: 2, after: $after) {
          totalCount pageInfo { hasNextPage endCursor } edges { node { dueOn reference } } } }`,
        { after },
      );
      seen.push(...page.retentionQueue.edges.map(({ node }) => node));
      total = page.retentionQueue.totalCount;
      after = page.retentionQueue.pageInfo.endCursor;
      if (!page.retentionQueue.pageInfo.hasNextPage) break;
    }
    expect(total).toBeGreaterThan(4);
    expect(seen).toHaveLength(total);
    expect(new Set(seen.map(({ reference }) => reference)).size).toBe(total);
    const keys = seen.map(({ dueOn, reference }) => `${localDate(dueOn)} ${reference}`);
    expect(keys).toEqual([...keys].sort());
    const forged = await (await api.as("informationOfficer")).send('{ retentionQueue(state: DUE, after: "WzFd") { totalCount } }');
    expect(forged.errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
  });
});
