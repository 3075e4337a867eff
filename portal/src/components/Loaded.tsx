import type { ReactNode } from "react";
import { Loading } from "./Loading.tsx";
import { Trouble } from "./Trouble.tsx";

type Query<Data> = {
  data?: Data | undefined;
  previousData?: Data | undefined;
  error?: unknown;
  loading: boolean;
  refetch: () => Promise<unknown>;
};

type LoadedProps<Data> = {
  /** The result of Apollo's `useQuery`. */
  query: Query<Data>;
  /** Completes "Loading …". */
  what?: string;
  children: (data: Data) => ReactNode;
};

/**
 * Every state of a question to the API: waiting, no answer, refused, answered. While a new filter or
 * date is being answered, the old answer stays in place and is marked as busy.
 */
export function Loaded<Data>({ query, what, children }: LoadedProps<Data>) {
  const { data, previousData, error, loading } = query;
  if (error && !data) return <Trouble error={error} onRetry={() => void query.refetch().catch(() => undefined)} />;
  const shown = data ?? (loading ? previousData : undefined);
  if (shown === undefined) return <Loading {...(what === undefined ? {} : { what })} />;
  return (
    <div className="app-loaded" aria-busy={loading && data === undefined}>
      {children(shown)}
    </div>
  );
}
