import type { Role } from "../../src/access/roles.ts";
import { pick } from "../operation.ts";

/** What a county offers to ask about. */
export interface Samples {
  readonly families: readonly { readonly id: string; readonly name: string; readonly reference: string; readonly district: string }[];
  readonly people: readonly { readonly familyName: string; readonly dateOfBirth: string; readonly postcode: string }[];
}

/** One of the portal's operations as somebody's page asks it. */
export interface PageQuestion {
  readonly name: string;
  /** Of the trusted documents. */
  readonly operation: string;
  readonly role: Role;
  variables(n: number, samples: Samples): Record<string, unknown>;
}

const AS_OF = "2016-12-31";
const family = (n: number, { families }: Samples) => pick(families, n * 7919);

/** The pages that are opened most, and those that ask about the whole county. */
export const PAGES: readonly PageQuestion[] = [
  { name: "home", operation: "Home", role: "COORDINATOR", variables: () => ({ first: 20 }) },
  { name: "home-practitioner", operation: "Home", role: "PRACTITIONER", variables: () => ({ first: 20 }) },
  { name: "families", operation: "Families", role: "COORDINATOR", variables: () => ({ first: 25 }) },
  {
    name: "families-ready",
    operation: "Families",
    role: "COORDINATOR",
    variables: (n, samples) => ({ first: 25, filter: { district: family(n, samples).district, stage: "AWAITING_LEAD_PROFESSIONAL" } }),
  },
  {
    name: "families-search",
    operation: "Families",
    role: "COORDINATOR",
    variables: (n, samples) => ({ first: 25, filter: { search: family(n, samples).reference } }),
  },
  {
    name: "families-search-name",
    operation: "Families",
    role: "COORDINATOR",
    variables: (n, samples) => ({ first: 25, filter: { search: family(n, samples).name } }),
  },
  { name: "families-practitioner", operation: "Families", role: "PRACTITIONER", variables: () => ({ first: 25 }) },
  { name: "family", operation: "Family", role: "COORDINATOR", variables: (n, samples) => ({ id: family(n, samples).id }) },
  { name: "caf-check", operation: "CheckForCaf", role: "PRACTITIONER", variables: (n, { people }) => ({ input: pick(people, n * 7919) }) },
  { name: "caf-queue", operation: "CafsToReview", role: "COORDINATOR", variables: () => ({ first: 25 }) },
  { name: "attachment-queue", operation: "AttachmentQueue", role: "COORDINATOR", variables: () => ({ first: 25 }) },
  { name: "lead-candidates", operation: "LeadCandidates", role: "COORDINATOR", variables: () => ({ first: 20, search: "an" }) },
  { name: "contribution", operation: "Contribution", role: "AGENCY_LEAD", variables: () => ({}) },
  { name: "board", operation: "Board", role: "COORDINATOR", variables: () => ({ asOf: AS_OF, openedSince: "2016-01-01" }) },
  { name: "retention-queue", operation: "RetentionQueue", role: "INFORMATION_OFFICER", variables: () => ({ first: 25, state: "DUE" }) },
];
