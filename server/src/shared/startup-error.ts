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

/** Where it happened, without the message, which may hold a row's values: so do Postgres's. */
export function framesOf(error: Error): string[] {
  const stack = error.stack ?? "";
  const message = stack.indexOf(error.message);
  return stack
    .slice(message < 0 ? 0 : message + error.message.length)
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, 8)
    .map((line) => line.trim());
}
