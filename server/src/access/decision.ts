import { refuse } from "../shared/refusal.ts";

/** What a policy says: yes, or no with a closed code and a sentence that the person can act on. */
export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly code: string; readonly message: string };

export const allow: Decision = { allowed: true };

/** A refusal in words that the person reads, and a code that pages and tests go by. */
export function deny(code: string, message: string): Decision {
  return { allowed: false, code, message };
}

/** For a family of which nothing may be changed. */
export const READ_ONLY: Decision = deny("READ_ONLY", "You can read this family, and change nothing of it");

/** Turns a refusal of policy into one that the person reads beside a field of the form. */
export function demand(decision: Decision, field: string | null = null): void {
  if (!decision.allowed) refuse(decision.code, field, decision.message);
}
