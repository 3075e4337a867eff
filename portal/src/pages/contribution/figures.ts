import type { ContributionNumbersFragment } from "./Contribution.generated.ts";

export type FigureKey = Exclude<keyof ContributionNumbersFragment, "__typename" | " $fragmentName">;

type FigureName = {
  key: FigureKey;
  name: string;
  /** Counted as it stood at the end of the month, rather than during it. */
  stock?: boolean;
};

export const FIGURES: readonly FigureName[] = [
  { key: "cafsSubmitted", name: "CAFs submitted" },
  { key: "cafsReturned", name: "CAFs returned for more work" },
  { key: "cafsCompliant", name: "CAFs that passed the quality check" },
  { key: "cafsOpen", name: "CAFs open", stock: true },
  { key: "familiesLed", name: "Families led", stock: true },
  { key: "tafMeetingsHeld", name: "TAF meetings held" },
  { key: "tafSeatsAttended", name: "TAF meetings attended" },
  { key: "actionsDone", name: "Actions done" },
  { key: "actionsOverdue", name: "Actions overdue", stock: true },
  { key: "closuresNotified", name: "Closures notified" },
  { key: "evidenceSupplied", name: "Pieces of evidence supplied" },
];

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });

/** "2016-08-01" -> "Aug 2016" */
export function monthName(day: string): string {
  return MONTH.format(new Date(`${day}T00:00:00Z`));
}
