import { Layout } from "./Layout.tsx";
import { Trouble } from "./Trouble.tsx";
import { ViewerProvider } from "./ViewerProvider.tsx";

/** Who is signed in is asked once, before anything is shown. */
export function Root() {
  return (
    <ViewerProvider trouble={(error, onRetry) => <Trouble error={error} onRetry={onRetry} />}>
      <Layout />
    </ViewerProvider>
  );
}
