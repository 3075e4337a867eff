import type { AuditFilter } from "../../apollo/schema.generated.ts";
import { formatDate, isRealDate } from "../../components/dates.ts";
import { actionName } from "./words.ts";

/** All of these are identifiers or days, so they may stand in the address; a person's name never does. */
export type Filters = {
  userId: string | null;
  family: string | null;
  action: string | null;
  from: string | null;
  to: string | null;
};

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const FAMILY = /^(F-\d{6,12}|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/i;

/** An address may have been typed or cut short: what cannot be meant is left out. */
export function filtersIn(params: URLSearchParams): Filters {
  const given = (name: string, fits: (text: string) => boolean) => {
    const text = params.get(name)?.trim() ?? "";
    return text !== "" && fits(text) ? text : null;
  };
  return {
    userId: given("user", (text) => ID.test(text)),
    family: given("family", (text) => FAMILY.test(text)),
    action: given("action", (text) => /^[a-z-]+\.[a-z-]+$/.test(text)),
    from: given("from", isRealDate),
    to: given("to", isRealDate),
  };
}

/** What is wrong with what was typed, by question. Nothing is shown then: it would look like an answer. */
export function faultsIn(params: URLSearchParams): Readonly<Record<string, string>> {
  const text = (name: string) => params.get(name)?.trim() ?? "";
  const faults: Record<string, string> = {};
  const [family, from, to] = [text("family"), text("from"), text("to")];
  if (family !== "" && !FAMILY.test(family)) faults["family"] = "Enter a reference, like F-100084, or a whole id";
  if (from !== "" && !isRealDate(from)) faults["from"] = "Enter a real date, such as 31 12 2016";
  if (to !== "" && !isRealDate(to)) faults["to"] = "Enter a real date, such as 31 12 2016";
  else if (to !== "" && isRealDate(from) && to < from) faults["to"] = "Enter a day that is not before the first";
  return faults;
}

export function toFilter({ userId, ...filters }: Filters, name: string): AuditFilter {
  return { ...filters, user: userId ?? (name || null) };
}

type Active = { param: string; value: string; label: string };

/** What the log is narrowed to, in words. */
export function inWords({ userId, family, action, from, to }: Filters, userName: string | null): Active[] {
  const active: Active[] = [];
  if (userId) active.push({ param: "user", value: userId, label: userName ?? "One person" });
  if (family) active.push({ param: "family", value: family, label: family.length > 20 ? "One family" : `Family ${family}` });
  if (action) active.push({ param: "action", value: action, label: actionName(action) });
  if (from) active.push({ param: "from", value: from, label: `From ${formatDate(from, true)}` });
  if (to) active.push({ param: "to", value: to, label: `Until ${formatDate(to, true)}` });
  return active;
}
