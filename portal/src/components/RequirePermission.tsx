import type { ReactNode } from "react";
import { Denied } from "../pages/static/Denied.tsx";
import { useViewer } from "./ViewerProvider.tsx";

/** A page that a role cannot use says so plainly; the API refuses it all the same. Of several permissions any will do. */
export function RequirePermission({ permission, children }: { permission: string | readonly string[]; children: ReactNode }) {
  const { can } = useViewer();
  return [permission].flat().some(can) ? children : <Denied />;
}
