import type { ReactNode } from "react";
import { Denied } from "../pages/static/Denied.tsx";
import { useViewer } from "./ViewerProvider.tsx";

/** A page that a role cannot use says so plainly; the API refuses it all the same. */
export function RequirePermission({ permission, children }: { permission: string; children: ReactNode }) {
  const { can } = useViewer();
  return can(permission) ? children : <Denied />;
}
