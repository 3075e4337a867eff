import { useSearchParams } from "react-router";
import type { CsvValue } from "./csv.ts";

export type Sort = { key: string; descending: boolean };

const byWords = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

/** Absent values go last whichever way the column is sorted: they are not the smallest, they are unknown. */
export function compareValues(a: CsvValue, b: CsvValue, descending: boolean): number {
  const missingA = a === null || a === undefined || a === "";
  const missingB = b === null || b === undefined || b === "";
  if (missingA || missingB) return Number(missingA) - Number(missingB);
  const order = typeof a === "number" && typeof b === "number" ? a - b : byWords.compare(String(a), String(b));
  return descending ? -order : order;
}

function parseSort(text: string | null): Sort | null {
  if (text === null || text === "" || text === "-") return null;
  return text.startsWith("-") ? { key: text.slice(1), descending: true } : { key: text, descending: false };
}

/** The sort lives in the URL ("?sort=-attached") so that a shared link shows the same table. */
export function useSort(param = "sort"): [Sort | null, (key: string) => void] {
  const [params, setParams] = useSearchParams();
  const sort = parseSort(params.get(param));
  const toggle = (key: string) => {
    const descending = sort?.key === key && !sort.descending;
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.set(param, descending ? `-${key}` : key);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  return [sort, toggle];
}
