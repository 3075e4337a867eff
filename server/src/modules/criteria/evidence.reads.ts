import { personJson } from "../agencies/agency.reads.ts";
import type { FamilyParts } from "../families/family.parts.ts";

const share = (part: string) => `round(100.0 * (${part}) / NULLIF((e.facts->>'possible')::int, 0), 1)`;

/** A piece of evidence in a few plain words; `e` is its row. Only kinds, numbers and closed words, never prose. */
export const EVIDENCE_LABEL = `CASE e.kind
  WHEN 'ATTENDANCE' THEN format('Absent for %s%% of sessions in a term',
    ${share("(e.facts->>'authorised')::int + (e.facts->>'unauthorised')::int")})
  WHEN 'EXCLUSION' THEN CASE WHEN (e.facts->>'permanent')::boolean THEN 'Permanently excluded' ELSE 'Excluded for a fixed term' END
  WHEN 'OFFENCE' THEN CASE WHEN (e.facts->>'serious')::boolean THEN 'Serious offence' ELSE 'Offence' END
  WHEN 'ASB_INCIDENT' THEN 'Anti-social behaviour'
  WHEN 'DOMESTIC_CALL_OUT' THEN 'Police called to a domestic incident'
  WHEN 'RISK_SCORE' THEN 'Domestic abuse risk assessed'
  WHEN 'INTERVENTION' THEN CASE WHEN (e.facts->>'completed')::boolean THEN 'Support programme completed' ELSE 'Support programme begun' END
  WHEN 'SAFEGUARDING' THEN CASE e.facts->>'status' WHEN 'LOOKED_AFTER' THEN 'Looked after' WHEN 'CHILD_PROTECTION' THEN 'Child protection plan'
    WHEN 'CHILD_IN_NEED' THEN 'Child in need plan' WHEN 'EARLY_HELP' THEN 'Early help' ELSE 'Universal services' END
  WHEN 'EARLY_HELP' THEN 'Open to early help'
  WHEN 'BENEFIT' THEN CASE e.facts->>'benefit' WHEN 'JSA' THEN 'Jobseeker''s Allowance' WHEN 'ESA' THEN 'Employment and Support Allowance'
    WHEN 'INCOME_SUPPORT' THEN 'Income Support' WHEN 'UNIVERSAL_CREDIT' THEN 'Universal Credit' ELSE 'Out-of-work benefit' END
  WHEN 'EMPLOYMENT' THEN 'In work'
  WHEN 'UC_EARNINGS' THEN 'Universal Credit earnings'
  WHEN 'HEALTH_CONCERN' THEN CASE e.facts->>'concern' WHEN 'MENTAL_HEALTH' THEN 'Mental health' WHEN 'ALCOHOL' THEN 'Alcohol'
    WHEN 'DRUGS' THEN 'Drugs' ELSE 'Long-term condition' END
  WHEN 'JUDGEMENT' THEN CASE WHEN (e.facts->>'progressed')::boolean THEN 'Lead worker judges that there is progress' ELSE 'Lead worker sees no progress yet' END
  ELSE 'Intervention began' END`;

/** Evidence that the viewer may see in full (row-level security leaves out the rest), newest first, corrected facts left out. */
export const EVIDENCE_PARTS: FamilyParts = {
  evidence: `(SELECT COALESCE(json_agg(json_build_object('id', e.id, 'kind', e.kind, 'label', ${EVIDENCE_LABEL},
      'person', ${personJson("e.person_id")}, 'source', e.source, 'from', e.valid_from, 'to', e.valid_to,
      'recordedOn', (e.recorded_at AT TIME ZONE 'Europe/London')::date, 'statement', e.statement)
      ORDER BY e.valid_from DESC, e.id), '[]')
    FROM evidence e WHERE e.family_id = f.id
      AND NOT EXISTS (SELECT 1 FROM evidence c WHERE c.supersedes_id = e.id))`,
};
