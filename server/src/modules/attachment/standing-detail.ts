import { hash } from "node:crypto";
import type { Standing } from "../criteria/standings.rules.ts";
import { keptCriteria } from "./standing-rows.rules.ts";

/** The reasons behind a standing as the JSON texts of their columns, made once: for comparing and for writing. */
export interface DetailTexts {
  readonly criteria: string;
  readonly blockers: string;
  readonly claim: string;
  /** Says whether they are still the same. */
  readonly digest: string;
}

export function detailTexts({ criteria, blockers, claim }: Standing): DetailTexts {
  const texts = { criteria: JSON.stringify(keptCriteria(criteria)), blockers: JSON.stringify(blockers), claim: JSON.stringify(claim) };
  const md5 = hash("md5", Object.values(texts).join("\n"));
  return { ...texts, digest: md5.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5") };
}
