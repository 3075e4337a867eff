import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { rows } from "../household.ts";
import { plainPerson, requestAbout } from "../subject-access.ts";
import { act, must } from "../subject-requests.ts";
import { town } from "../town.ts";

let api: Api;
let personId: string;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  personId = await plainPerson(api);
});
afterAll(() => api.stop());

test("what is due within a week or overdue is the officer's task, and nothing that is closed", async () => {
  const dueOn = async (date: string) => {
    const { requestId } = await requestAbout(api, personId);
    await rows(api, "UPDATE subject_request SET due_on = $2 WHERE id = $1", [requestId, date]);
    return requestId;
  };
  await dueOn("2017-01-11");
  const soon = await dueOn("2017-01-10");
  const overdue = await dueOn("2017-01-02");
  type Tasks = { tasks: { total: number; tasks: { kind: string; title: string; dueOn: string; overdue: boolean }[] } };
  const waiting = async () =>
    (await (await api.as("informationOfficer")).query<Tasks>("{ tasks { total tasks { kind title dueOn overdue } } }")).tasks;
  expect((await waiting()).tasks.map((task) => [task.kind, task.dueOn, task.overdue])).toEqual([
    ["ANSWER_SUBJECT_REQUEST", "2017-01-02", true],
    ["ANSWER_SUBJECT_REQUEST", "2017-01-10", false],
  ]);
  must(await act(api, "withdrawSubjectRequest", { requestId: overdue, version: 1, reason: "By letter" }));
  must(await act(api, "refuseSubjectRequest", { requestId: soon, version: 1, ground: "UNFOUNDED", reason: "Abuse" }));
  expect((await waiting()).total).toBe(0);
  type Queue = { subjectRequests: { total: number; requests: { state: string; dueOn: string; subjectName: string | null }[] } };
  const queue = async (open: boolean) =>
    (
      await (
        await api.as("informationOfficer")
      ).query<Queue>("query Q($open: Boolean!) { subjectRequests(open: $open) { total requests { state dueOn subjectName } } }", { open })
    ).subjectRequests;
  const open = await queue(true);
  expect(open.requests.map((request) => request.dueOn)).toEqual(open.requests.map((request) => request.dueOn).sort());
  expect(
    (await queue(false)).requests
      .slice(0, 2)
      .map(({ state }) => state)
      .sort(),
  ).toEqual(["REFUSED", "WITHDRAWN"]);
  expect([...open.requests, ...(await queue(false)).requests].filter(({ subjectName }) => subjectName !== null)).toEqual([]);
});
