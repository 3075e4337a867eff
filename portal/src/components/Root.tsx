import { Layout } from "./Layout.tsx";
import { ViewerProvider } from "./ViewerProvider.tsx";

/** Who is signed in is asked once, before anything is shown. */
export function Root() {
  return (
    <ViewerProvider>
      <Layout />
    </ViewerProvider>
  );
}
