/** What a policy says: yes, or no with a closed code and a sentence that the person can act on. */
export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly code: string; readonly message: string };

export const allow: Decision = { allowed: true };

export function deny(code: string, message: string): Decision {
  return { allowed: false, code, message };
}
