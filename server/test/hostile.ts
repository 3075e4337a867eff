import type { Client } from "pg";
import type { UserViewer } from "../src/access/viewer.ts";
import { withConnection } from "../src/database/connect.ts";
import type { Api } from "./api-client.ts";

const TODAY = "2017-01-03";
const SETTINGS = "SELECT open_view($1, $2, $3, $4, $5, $6, $7)";
const SEERS = new Set(["PRACTITIONER", "AGENCY_LEAD", "COORDINATOR", "AUDITOR"]);
export const open = (client: Client, viewer: UserViewer) =>
  client.query(SETTINGS, [
    viewer.role,
    viewer.userId,
    viewer.agency.id,
    `{${viewer.teamIds.join(",")}}`,
    viewer.role === "COORDINATOR" ? `{${viewer.districts.join(",")}}` : "",
    TODAY,
    SEERS.has(viewer.role),
  ]);

/** What a statement answers, or the code and every word of the error with which it fails; it is undone either way. */
export async function attempt(
  client: Client,
  sql: string,
): Promise<{ rows: Record<string, unknown>[]; failed: string | null; words: string }> {
  await client.query("SAVEPOINT here");
  try {
    const answer = await client.query(sql);
    return { rows: answer.rows, failed: null, words: JSON.stringify(answer.rows) };
  } catch (error) {
    const { code = "none", message, detail = "", hint = "", where = "" } = error as Record<string, string>;
    return { rows: [], failed: code, words: `${message} ${detail} ${hint} ${where}` };
  } finally {
    await client.query("ROLLBACK TO here");
  }
}

/** The app's own connection, in one transaction, under a viewer or under none. */
export function asApp<T>(api: Api, viewer: UserViewer | null, work: (client: Client) => Promise<T>): Promise<T> {
  return withConnection(api.urls.app, "Hostile", async (client) => {
    await client.query("START TRANSACTION");
    if (viewer) await open(client, viewer);
    return work(client);
  });
}
