/**
 * A failure to start that an operator can act on: its message is the one line they are shown.
 * Anything else thrown while starting is a bug and keeps its stack.
 */
export class StartupError extends Error {
  override name = "StartupError";
}

/** What a thrown value says for itself, on one line. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message || ("code" in error ? String(error.code) : error.name) : String(error);
  return text.replace(/\s+/g, " ").trim();
}

/** The code of a system or database error (`EACCES`, `28P01`), when there is one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
