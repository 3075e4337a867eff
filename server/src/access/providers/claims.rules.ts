/** What a provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>;

/** Which of its claims mean what. */
export interface ClaimsMapping {
  readonly subjectClaim: string;
  readonly emailClaim: string;
  /** The claim that must be true for the address to count; null where the provider vouches for every address. */
  readonly verifiedClaim: string | null;
  /** Dotted claim -> the text that it must have. */
  readonly requiredClaims: Readonly<Record<string, string>>;
}

export interface Identity {
  /** Stays the same for the person, whatever becomes of their address. */
  readonly subject: string;
  /** Null where the provider gives none, or does not vouch for it. */
  readonly email: string | null;
}

const LONGEST_SUBJECT = 255;
const LONGEST_EMAIL = 254;

/** Whom the claims speak of, or null where they are not what this agency's people have. */
export function identityIn(claims: Claims, mapping: ClaimsMapping): Identity | null {
  const required = Object.entries(mapping.requiredClaims);
  if (required.some(([path, text]) => !holds(claimAt(claims, path), text))) return null;
  const subject = claimAt(claims, mapping.subjectClaim);
  if (typeof subject !== "string" || subject === "" || subject.length > LONGEST_SUBJECT) return null;
  return { subject, email: emailIn(claims, mapping) };
}

function emailIn(claims: Claims, { emailClaim, verifiedClaim }: ClaimsMapping): string | null {
  const email = claimAt(claims, emailClaim);
  if (typeof email !== "string" || email.length > LONGEST_EMAIL || !email.includes("@")) return null;
  if (verifiedClaim !== null && !isTrue(claimAt(claims, verifiedClaim))) return null;
  return email.trim().toLowerCase();
}

/** Providers write it as a boolean, as text (Entra ID's optional claims) or as a number. */
function isTrue(value: unknown): boolean {
  return value === true || value === "true" || value === 1 || value === "1";
}

/** A list (of groups, say) holds the text that one of its parts is. */
function holds(value: unknown, text: string): boolean {
  if (Array.isArray(value)) return value.some((part) => holds(part, text));
  return (typeof value === "string" || typeof value === "number") && String(value) === text;
}

/** A claim whose own name has dots (a URL) is found by that name; else the dots lead into an object. */
function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let value: unknown = claims;
  for (const part of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Claims)[part];
  }
  return value;
}
