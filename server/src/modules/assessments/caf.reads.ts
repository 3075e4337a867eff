import { jsonList } from "../../graphql/json-shape.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { agencyJson, teamJson, workerJson } from "../agencies/agency.reads.ts";
import type { Agency, Team, Worker } from "../agencies/agency.type.ts";
import type { AgencyKind } from "../criteria/facts.rules.ts";
import type { FamilyParts } from "../families/family.parts.ts";
import type { FamilyRow } from "../families/family.service.ts";
import type { CafContent, CafStatus, CloseReason, ReturnReason } from "./caf-content.rules.ts";
import type { KnownPerson } from "./caf-submission.rules.ts";
import type { FamilyWords, FrozenContent, Words } from "./caf-version.rules.ts";
import { type ClosingsRow, closingsJson } from "./closed-answer.reads.ts";

export interface VersionRow {
  readonly number: number;
  readonly submittedAt: string;
  readonly submittedOn: LocalDate;
  readonly submittedBy: Worker;
  readonly content: FrozenContent;
  readonly words: Words | null;
  readonly review: {
    readonly result: "COMPLIANT" | "RETURNED";
    readonly reasons: ReturnReason[];
    readonly note: string | null;
    readonly reviewedAt: string;
    readonly reviewer: Worker;
  } | null;
}

/** A CAF as one statement built it. What depends on the viewer or the day is worked out from it by `caf.present.ts`. */
export interface CafRow {
  readonly id: string;
  readonly reference: string;
  readonly status: CafStatus;
  readonly version: number;
  readonly openedOn: LocalDate | null;
  readonly closedOn: LocalDate | null;
  readonly closeReason: CloseReason | null;
  readonly agencyId: string;
  readonly agencyKind: AgencyKind;
  readonly teamId: string;
  readonly familyId: string | null;
  readonly viewerLeads: boolean;
  readonly leadAccepted: boolean;
  readonly agency?: Agency;
  readonly team?: Team;
  readonly author?: Worker;
  readonly family?: FamilyRow | null;
  /** It stands under its family, which the page has shown and recorded already. */
  readonly familyIsShown?: boolean;
  readonly draft?: CafContent | null;
  readonly draftSavedAt?: string | null;
  readonly dangerReferrals?: readonly { readonly question: string; readonly reference: string; readonly referredAt: string }[];
  readonly versions?: readonly VersionRow[];
  readonly people?: Readonly<Record<string, KnownPerson & { readonly recordedByCafId: string | null; readonly disposed: boolean }>>;
  readonly familyWords?: FamilyWords | null;
  readonly closings?: ClosingsRow | null;
}

const ALWAYS = `'id', c.id, 'reference', c.reference, 'status', c.status, 'version', c.version, 'openedOn', c.opened_on,
  'closedOn', c.closed_on, 'closeReason', c.close_reason, 'agencyId', c.agency_id, 'teamId', c.team_id, 'familyId', c.family_id,
  'agencyKind', (SELECT ca.kind FROM agency ca WHERE ca.id = c.agency_id),
  'viewerLeads', EXISTS (SELECT 1 FROM lead_professional cl WHERE cl.family_id = c.family_id AND cl.user_id = (SELECT viewer_user())
    AND cl.accepted_on IS NOT NULL AND cl.ended_on IS NULL),
  'leadAccepted', EXISTS (SELECT 1 FROM lead_professional cl WHERE cl.family_id = c.family_id
    AND cl.accepted_on IS NOT NULL AND cl.ended_on IS NULL)`;

const REVIEW = `(SELECT json_build_object('result', r.result, 'reasons', r.reasons, 'note', r.note, 'reviewedAt', r.reviewed_at,
    'reviewer', ${workerJson("r.reviewed_by")}) FROM caf_review r WHERE r.caf_id = v.caf_id AND r.version_number = v.number)`;

const PARTS = {
  agency: `'agency', ${agencyJson("c.agency_id")}`,
  team: `'team', ${teamJson("c.team_id")}`,
  author: `'author', ${workerJson("c.author_id")}`,
  draft: `'draft', c.draft, 'draftSavedAt', c.draft_saved_at`,
  dangerReferrals: `'dangerReferrals', (SELECT COALESCE(json_agg(json_build_object('question', d.question, 'reference', d.reference,
      'referredAt', d.referred_at) ORDER BY d.referred_at, d.id), '[]') FROM danger_referral d WHERE d.caf_id = c.id)`,
  versions: `'versions', (SELECT COALESCE(json_agg(json_build_object('number', v.number, 'submittedAt', v.submitted_at,
      'submittedOn', (v.submitted_at AT TIME ZONE 'Europe/London')::date, 'submittedBy', ${workerJson("v.submitted_by")},
      'content', v.content, 'words', v.words, 'review', ${REVIEW}) ORDER BY v.number DESC), '[]') FROM caf_version v WHERE v.caf_id = c.id)`,
  people: `'people', (SELECT COALESCE(json_object_agg(p.id, json_build_object('givenName', p.given_name, 'familyName', p.family_name,
      'dateOfBirth', p.date_of_birth, 'recordedByCafId', p.recorded_by_caf_id, 'disposed', p.disposed_at IS NOT NULL)), '{}')
      FROM person p WHERE EXISTS (
        SELECT 1 FROM family_member m WHERE m.family_id = c.family_id AND m.person_id = p.id))`,
  familyWords: `'familyWords', (SELECT json_build_object('name', fw.name, 'postcode', fw.postcode, 'address', fw.address)
      FROM family fw WHERE fw.id = c.family_id)`,
  closings: `'closings', ${closingsJson("c.family_id")}`,
} as const;
type Part = keyof typeof PARTS;

const CONTENT: readonly Part[] = ["draft", "versions", "people", "familyWords"];
/** Field of Caf -> the parts that it is worked out from. */
const NEEDED: Readonly<Record<string, readonly Part[]>> = {
  agency: ["agency"],
  team: ["team"],
  author: ["author"],
  draft: ["draft", "dangerReferrals", "people"],
  viewerCanDiscard: ["dangerReferrals"],
  versions: ["versions", "people", "familyWords", "closings"],
  principles: CONTENT,
};

/** JSON of a CAF over its row `c`, with what the fields asked for need; `family` is the expression that shows its family. */
export function cafJson(fields: Iterable<string>, family: string | null): string {
  const parts = new Set([...fields].flatMap((field) => NEEDED[field] ?? []));
  const shown = family ? [`'family', ${family}`] : [];
  return `json_build_object(${[ALWAYS, ...[...parts].map((part) => PARTS[part]), ...shown].join(", ")})`;
}

/** Every field of a CAF but its family. */
const ALL = Object.keys(NEEDED);

/** What this module adds to a family: its CAFs, newest first, a draft of the viewer's own team among them. */
export const CAF_PARTS: FamilyParts = {
  cafs: (selected) =>
    jsonList(cafJson(selected?.keys() ?? ALL, null), "c.recorded_at DESC, c.id DESC", "FROM caf c WHERE c.family_id = f.id"),
};
