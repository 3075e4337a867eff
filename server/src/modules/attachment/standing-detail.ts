import { hash } from "node:crypto";
import type { Standing } from "../criteria/facts.rules.ts";

/** The reasons behind a standing as JSON text, made once: for comparing and for writing. */
export interface Detail {
  readonly criteria: string;
  readonly blockers: string;
  /** Says whether they are still the same. */
  readonly digest: string;
}

export function detailOf({ criteria, blockers }: Standing): Detail {
  const texts = { criteria: JSON.stringify(criteria), blockers: JSON.stringify(blockers) };
  const md5 = hash("md5", `${texts.criteria}\n${texts.blockers}`);
  return { ...texts, digest: md5.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5") };
}
