import { createHash, randomBytes, randomInt } from "node:crypto";

/** A secret that opens something: 256 random bits, in letters that stand in a cookie or a link as they are. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of it. A token is random through and through, so one plain hash is enough. */
export function digest(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** Letters and digits of which none looks like another, for what people read out and type. */
const READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

/** Groups of four, such as `hk3m-x7ta`, with nearly five bits a letter. */
export function readableSecret(groups: number): string {
  const group = () => Array.from({ length: 4 }, () => READABLE[randomInt(READABLE.length)]).join("");
  return Array.from({ length: groups }, group).join("-");
}
