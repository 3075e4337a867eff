import { randomUUID } from "node:crypto";
import type { Api } from "./api-client.ts";
import { type Household, rows } from "./household.ts";
import { USERS } from "./town.ts";

/** That the mother of a family says something is wrong, taken down behind the server's back; her name unless said otherwise. */
export async function disputed(api: Api, home: Household, values: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const id = randomUUID();
  const row = {
    family_id: home.id,
    family_reference: "F-900000",
    person_id: home.people[0],
    capacity: "THEMSELVES",
    about: "NAME",
    said: "Mary Testing",
    wrong: "Her name is Ada Bell",
    statement: "I am called Ada Bell, and always was",
    received_on: "2016-12-20",
    recorded_at: "2016-12-20T10:00:00Z",
    recorded_by: USERS.coordinator.id,
    ...values,
  };
  const names = Object.keys(row);
  await rows(
    api,
    `INSERT INTO correction_request (id, ${names.join(", ")}) VALUES ($1, ${names.map((_, index) => `$${index + 2}`).join(", ")})`,
    [id, ...Object.values(row)],
  );
  return id;
}
