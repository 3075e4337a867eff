import { useApolloClient } from "@apollo/client/react";
import { useState } from "react";
import { troubleOf } from "../../apollo/errors.ts";
import type { AuditFilter } from "../../apollo/schema.generated.ts";
import { downloadCsv } from "../../govuk/csv.ts";
import { AuditExportDocument, type AuditExportQuery } from "./AuditLog.generated.ts";

type Event = AuditExportQuery["auditExport"]["events"][number];

const COLUMNS: readonly (readonly [string, (event: Event) => string | null | undefined])[] = [
  ["id", ({ id }) => id],
  ["at", ({ at }) => at],
  ["business_at", ({ businessAt }) => businessAt],
  ["user_id", ({ user }) => user?.id],
  ["role", ({ role }) => role],
  ["action", ({ action }) => action],
  ["family_ids", ({ families }) => families.map(({ id }) => id).join(" ")],
  ["subject_id", ({ subjectId }) => subjectId],
  ["reason", ({ reason }) => reason],
  ["why", ({ why }) => why],
  ["correlation_id", ({ correlationId }) => correlationId],
];

type State = "idle" | "busy" | "done" | "cut" | "too-many" | "failed";

const SAID: Readonly<Record<State, string>> = {
  idle: "",
  busy: "Getting the file ready.",
  done: "The file is in your downloads.",
  cut: "The file is in your downloads. It holds the newest 10,000 deeds only: choose fewer days for the rest.",
  "too-many": "This was asked for too many times. Wait a few minutes, then try again.",
  failed: "The file could not be made. Try again in a moment.",
};

/** All that fits the filters, as a file of identifiers. To take it is recorded too. */
export function DownloadLog({ filter }: { filter: AuditFilter }) {
  const client = useApolloClient();
  const [state, setState] = useState<State>("idle");
  const download = async () => {
    setState("busy");
    try {
      const { data } = await client.query({ query: AuditExportDocument, variables: { filter }, fetchPolicy: "no-cache" });
      if (!data) throw new Error("no answer");
      const { events, complete } = data.auditExport;
      downloadCsv("audit-log", [COLUMNS.map(([name]) => name), ...events.map((event) => COLUMNS.map(([, value]) => value(event)))]);
      setState(complete ? "done" : "cut");
    } catch (error) {
      setState(troubleOf(error).kind === "too-many" ? "too-many" : "failed");
    }
  };
  return (
    <>
      <button type="button" className="app-link-button app-table__download" disabled={state === "busy"} onClick={() => void download()}>
        Download as a spreadsheet (CSV)
        <span className="govuk-visually-hidden">: the audit log, by these filters</span>
      </button>
      <p className="govuk-body" role="status">
        {SAID[state]}
      </p>
    </>
  );
}
