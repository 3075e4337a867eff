import { expect, test } from "vitest";
import { type AgencyOption, folded } from "./agency-groups.ts";

const school = (number: number): AgencyOption => ({ value: `s${number}`, label: `School ${number}`, kind: "SCHOOL" });
const police: AgencyOption = { value: "p", label: "Constabulary", kind: "POLICE" };

test("a kind of many agencies stands by itself, and the few of each other kind stay in one list", () => {
  const schools = [1, 2, 3, 4, 5, 6].map(school);
  expect(folded([police, ...schools])).toEqual({ few: [police], many: [{ kind: "SCHOOL", agencies: schools }] });
});

test("as many as are read at a look are not folded, and each agency is in one place", () => {
  const agencies = [...[1, 2, 3, 4, 5].map(school), police];
  expect(folded(agencies)).toEqual({ few: agencies, many: [] });
  expect(folded([])).toEqual({ few: [], many: [] });
});
