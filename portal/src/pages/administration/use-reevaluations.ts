import { useQuery } from "@apollo/client/react";
import { useCallback, useEffect, useState } from "react";
import { ReevaluationsDocument } from "./Plans.generated.ts";

const EVERY = 2_000;
/** Asking keeps the session open, so a window that nobody looks at any more stops of itself. */
const AT_MOST = 10 * 60_000;

/** The re-evaluations, asked for again while one runs and the window is looked at. */
export function useReevaluations() {
  const query = useQuery(ReevaluationsDocument, { fetchPolicy: "network-only", skipPollAttempt: () => document.hidden });
  const { data, previousData, startPolling, stopPolling, refetch } = query;
  const [tired, setTired] = useState(false);
  // A question that found no answer leaves the last one standing.
  const runs = (data ?? previousData)?.reevaluations;
  const running = runs?.some(({ state }) => state === "RUNNING") ?? false;
  useEffect(() => {
    if (!running || tired) return;
    startPolling(EVERY);
    const timer = setTimeout(() => setTired(true), AT_MOST);
    return () => {
      stopPolling();
      clearTimeout(timer);
    };
  }, [running, tired, startPolling, stopPolling]);
  const again = useCallback(async () => {
    setTired(false);
    await refetch().catch(() => undefined);
  }, [refetch]);
  return { query, runs, stoppedWatching: running && tired, again };
}
