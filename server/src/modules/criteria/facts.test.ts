import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { repositoryRoot } from "../../shared/paths.ts";
import { CAF_CRITERIA, CRITERIA, EVIDENCE_KINDS, isCafCriterion } from "./facts.rules.ts";

it("the database takes every kind of evidence and no other", () => {
  const listing = readFileSync(join(repositoryRoot, "schema/database.sql"), "utf8");
  const check = /CONSTRAINT evidence_kind_check CHECK \(\(kind IN \((.*?)\)\)\)/u.exec(listing)?.[1] ?? "";
  expect(check.split(", ").map((kind) => kind.replaceAll("'", ""))).toEqual([...EVIDENCE_KINDS]);
});

it("an assessment asks about six of the ten headings", () => {
  expect(CRITERIA.filter(isCafCriterion)).toEqual([...CAF_CRITERIA]);
  expect(CAF_CRITERIA).toHaveLength(6);
  expect(CRITERIA).toHaveLength(10);
});
