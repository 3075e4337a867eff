import { Outlet } from "react-router";
import { SignInPage } from "../pages/sign-in/SignInPage.tsx";
import { useViewer } from "./ViewerProvider.tsx";

/** Asks who it is in place, so that signing in leads to the very page that was asked for. */
export function RequireViewer() {
  const { viewer } = useViewer();
  return viewer === null ? <SignInPage /> : <Outlet />;
}
