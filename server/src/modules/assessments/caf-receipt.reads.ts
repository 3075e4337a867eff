import type { Transaction } from "../../database/database.ts";
import { teamJson } from "../agencies/agency.reads.ts";
import type { Team } from "../agencies/agency.type.ts";
import type { CafFacts } from "./caf.policy.ts";

/** What was written with the latest version, and nothing that stood on record besides. */
export interface ReceiptRow extends CafFacts {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly openedOn: string | null;
  readonly familyId: string;
  readonly team: Team;
  readonly versionNumber: number;
  readonly submittedAt: string;
  readonly familyName: string | null;
  readonly address: string | null;
  readonly postcode: string | null;
  readonly people: number;
  readonly actions: number;
}

// A version that brought its family on record, or changed the record, says what the record says; one that joined a
// family keeps how its team had written it (`freeze`).
const RECEIPT = `json_build_object('id', c.id, 'reference', c.reference, 'status', c.status, 'version', c.version,
    'openedOn', c.opened_on, 'familyId', c.family_id, 'teamId', c.team_id, 'team', ${teamJson("c.team_id")},
    'versionNumber', v.number, 'submittedAt', v.submitted_at, 'familyName', COALESCE(v.words ->> 'familyName', f.name),
    'address', CASE WHEN v.words ? 'familyName' THEN v.words ->> 'address' ELSE f.address END,
    'postcode', COALESCE(v.words ->> 'postcode', f.postcode), 'people', jsonb_array_length(v.content -> 'members'),
    'actions', jsonb_array_length(COALESCE(v.content -> 'plan', '[]')))`;

const LATEST = `SELECT ${RECEIPT} AS receipt FROM caf c JOIN family f ON f.id = c.family_id
    JOIN LATERAL (SELECT * FROM caf_version cv WHERE cv.caf_id = c.id ORDER BY cv.number DESC LIMIT 1) v ON true`;

/** Null where there is none, where it was never submitted, or where the viewer may not see it. */
export async function findReceipt(
  tx: Transaction,
  by: { readonly reference: string } | { readonly id: string },
): Promise<ReceiptRow | null> {
  const [row] = await ("id" in by
    ? tx.query<{ receipt: ReceiptRow }>(`${LATEST} WHERE c.id = $1`, [by.id])
    : tx.query<{ receipt: ReceiptRow }>(`${LATEST} WHERE c.reference = $1`, [by.reference]));
  return row?.receipt ?? null;
}
