import type { Fault } from "../../shared/refusal.ts";
import type { EvidenceFlag } from "./evidence-words.rules.ts";

/** What checking a fact found: why it is refused, or what is noted beside it. */
export interface Findings {
  readonly faults: Fault[];
  readonly flags: EvidenceFlag[];
}

/** Notes a fault of a field; nothing that was sent is repeated in words. */
export function refuseField({ faults }: Findings, code: string, field: string, message: string): void {
  faults.push({ code, field, message });
}

/** Notes once that something is unusual. */
export function flag({ flags }: Findings, what: EvidenceFlag): void {
  if (!flags.includes(what)) flags.push(what);
}
