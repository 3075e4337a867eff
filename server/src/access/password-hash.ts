import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

// OWASP's floor for argon2id: 19 MiB, two passes, one lane. The package's enum is ambient; 2 is its Argon2id.
const ARGON = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** argon2id, as the credential table keeps it. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON);
}

/** Compared where there is no account, or one without a password, so that the answer takes as long. */
const nobody: Promise<string> = hashPassword(randomBytes(16).toString("hex"));

/** Whether it is the password. It takes the same time whatever is known of it. */
export async function isPassword(kept: string | null | undefined, password: string): Promise<boolean> {
  const matches = await verify(kept ?? (await nobody), password);
  return matches && typeof kept === "string";
}
