import { expect, test } from "vitest";
import { faultsOf, NOTHING, placeOf, readSuppositions, suppositionsOf, writeSuppositions } from "./suppose.ts";

const of = (address: string) => readSuppositions(new URLSearchParams(address));

test.each([
  ["", []],
  ["attendance=stays&incidents=none", [{ kind: "ATTENDANCE_STAYS" }, { kind: "NO_NEW_INCIDENTS" }]],
  ["attendance=at&percent=8", [{ kind: "ATTENDANCE_AT", percent: 8 }]],
  ["work=stays", [{ kind: "STAYS_IN_WORK" }]],
  ["work=starts&workOn=2017-02-01", [{ kind: "STARTS_WORK", on: "2017-02-01" }]],
  ["confirm=ready", [{ kind: "LEAD_WORKER_CONFIRMS" }]],
  ["confirm=on&confirmOn=2017-07-01", [{ kind: "LEAD_WORKER_CONFIRMS", on: "2017-07-01" }]],
  ["step=down&stepOn=2017-02-01", [{ kind: "STEPS_DOWN", on: "2017-02-01" }]],
  ["attendance=sometimes&work=maybe", []],
])("the address %s supposes %o", (address, wanted) => {
  expect(suppositionsOf(of(address)).map(({ supposition }) => supposition)).toEqual(wanted);
  expect(faultsOf(of(address))).toEqual([]);
});

test.each([
  ["attendance=at&percent=eight", "percent"],
  ["attendance=at", "percent"],
  ["work=starts&workOn=2017-02-30", "workOn"],
  ["confirm=on", "confirmOn"],
  ["step=down&stepOn=soon", "stepOn"],
])("%s is told at its box and not asked of the API", (address, place) => {
  expect(faultsOf(of(address)).map((fault) => fault.place)).toEqual([place]);
  expect(suppositionsOf(of(address))).toEqual([]);
});

test("an address says what is supposed and nothing that was left behind in a box", () => {
  const values = { ...NOTHING, attendance: "stays", percent: "8", work: "starts", workOn: "2017-02-01" };
  expect(writeSuppositions(values).toString()).toBe("attendance=stays&work=starts&workOn=2017-02-01");
  expect(readSuppositions(writeSuppositions(values))).toEqual({ ...values, percent: "" });
});

test("a fault of the API goes to the box that its supposition came from", () => {
  const supposed = suppositionsOf(of("attendance=at&percent=120&work=starts&workOn=2012-02-01"));
  expect(placeOf("suppose.0.percent", supposed)).toBe("percent");
  expect(placeOf("suppose.1.on", supposed)).toBe("workOn");
  expect(placeOf("suppose", supposed)).toBeNull();
});
