import { formatTime } from "../../components/dates.ts";
import { Button } from "../../govuk/Button.tsx";
import { useEditing } from "./editing.ts";

/** Whether what was typed is kept. Quiet while all is well; what goes wrong is said aloud. */
export function SaveStatus() {
  const { draft, saver, loadNewer } = useEditing();
  const last = formatTime(draft.savedAt);
  return (
    <div className="app-save">
      {(draft.status === "saved" || draft.status === "saving") && (
        <p className="app-save__quiet">{draft.status === "saving" ? "Saving…" : `Last saved ${last}`}</p>
      )}
      <div role="status">
        {draft.status === "failed" && (
          <div className="app-save__trouble">
            <p>
              <strong>Not saved since {last}.</strong> We could not reach the service. What you have typed is still here, and we go on
              trying.
            </p>
            <Button type="button" variant="secondary" onClick={() => void saver.flush()}>
              Save now
            </Button>
          </div>
        )}
        {draft.status === "refused" && (
          <div className="app-save__trouble">
            <p>
              <strong>Not saved since {last}.</strong> Change this, and it saves again:
            </p>
            <ul>
              {draft.errors.map(({ field, message }) => (
                <li key={`${field} ${message}`}>{message}</li>
              ))}
            </ul>
          </div>
        )}
        {draft.status === "stale" && (
          <div className="app-save__trouble">
            <p>
              <strong>Not saved since {last}.</strong> This CAF was changed in another window or by a colleague. Copy what you still need
              from this page, then load the newer version and go on from there.
            </p>
            <Button type="button" variant="secondary" onClick={loadNewer}>
              Load the newer version
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
