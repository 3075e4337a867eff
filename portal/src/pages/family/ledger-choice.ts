import { formatDate, isRealDate } from "../../components/dates.ts";

/** Which days of the ledger are shown, and whether with what was corrected; from the address. */
export type LedgerChoice = { asOf: string | null; knownAt: string | null; corrected: boolean };

/** An address may have been typed or cut short: what is no day is left out. */
export function ledgerChoiceIn(params: URLSearchParams): LedgerChoice {
  const day = (name: string) => {
    const asked = params.get(name) ?? "";
    return isRealDate(asked) ? asked : null;
  };
  return { asOf: day("asOf"), knownAt: day("knownAt"), corrected: params.get("corrected") === "yes" };
}

/** The same as an address. */
export function ledgerParams({ asOf, knownAt, corrected }: LedgerChoice): URLSearchParams {
  return new URLSearchParams({
    ...(asOf === null ? {} : { asOf }),
    ...(knownAt === null ? {} : { knownAt }),
    ...(corrected ? { corrected: "yes" } : {}),
  });
}

/** What is shown, in words; null for what stands now. */
export function ledgerInWords({ asOf, knownAt, corrected }: LedgerChoice): string | null {
  const parts = [
    ...(asOf === null ? [] : [`what had begun by ${formatDate(asOf)}`]),
    ...(knownAt === null ? (asOf === null ? [] : ["as known on that day"]) : [`as known on ${formatDate(knownAt)}`]),
    ...(corrected ? ["with what was corrected or withdrawn"] : []),
  ];
  return parts.length === 0 ? null : `Shown: ${parts.join(", ")}.`;
}
