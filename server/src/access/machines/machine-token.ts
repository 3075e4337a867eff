import { newToken } from "../tokens.ts";

/** So begun, a token that strays into a file or a log is found by those who search for such. */
const BEGINS = "wtwf_";

export function newMachineToken(): string {
  return `${BEGINS}${newToken()}`;
}

/** What stands behind "Bearer" in a request's header; the whole of it, where it is something else. */
export function tokenIn(authorization: string): string {
  return /^Bearer +(\S+)$/iu.exec(authorization)?.[1] ?? authorization;
}
