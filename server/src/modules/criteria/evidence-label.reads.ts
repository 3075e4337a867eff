const is = (field: string): string => `(e.facts->>'${field}')::boolean`;
const absent = "(e.facts->>'authorised')::int + (e.facts->>'unauthorised')::int";

/** CASE over the words of a field; what is none of them gets the last. */
const words = (field: string, names: Readonly<Record<string, string>>, otherwise: string): string =>
  `CASE e.facts->>'${field}' ${Object.entries(names)
    .map(([word, name]) => `WHEN '${word}' THEN '${name}'`)
    .join(" ")} ELSE '${otherwise}' END`;

const SAFEGUARDING = words(
  "status",
  {
    LOOKED_AFTER: "Looked after",
    CHILD_PROTECTION: "Child protection plan",
    CHILD_IN_NEED: "Child in need plan",
    EARLY_HELP: "Early help",
  },
  "Universal services",
);
const BENEFIT = words(
  "benefit",
  {
    JSA: "Jobseeker''s Allowance",
    ESA: "Employment and Support Allowance",
    INCOME_SUPPORT: "Income Support",
    UNIVERSAL_CREDIT: "Universal Credit",
  },
  "Out-of-work benefit",
);
const HEALTH_CONCERN = words("concern", { MENTAL_HEALTH: "Mental health", ALCOHOL: "Alcohol", DRUGS: "Drugs" }, "Long-term condition");
const SCHOOL_ROLL = words(
  "setting",
  { SCHOOL: "On the roll of a school", PRU: "At a pupil referral unit", ALTERNATIVE: "In alternative provision" },
  "On no school roll",
);
const PROGRAMME = words(
  "programme",
  { ESF: "European Social Fund programme", WORK_PROGRAMME: "Work Programme" },
  "Another programme towards work",
);
const PLACEMENT = words(
  "activity",
  { PLACEMENT: "Work placement", VOLUNTEERING: "Volunteering", TRAINING: "Training" },
  "Studying for a qualification",
);
const FINANCE = words("measure", { DEBT: "Debt", ARREARS: "Arrears" }, "Income");
const HOUSING = words("status", { SECURE: "Secure housing", AT_RISK: "Home at risk", TEMPORARY: "Temporary housing" }, "Homeless");
const LOOKED_FOR = words(
  "of",
  {
    ATTENDANCE: "school absence",
    EXCLUSION: "exclusions",
    OFFENCE: "offences",
    ASB_INCIDENT: "anti-social behaviour",
    DOMESTIC_CALL_OUT: "calls to domestic incidents",
    RISK_SCORE: "risk assessments",
    INTERVENTION: "support programmes",
    SAFEGUARDING: "safeguarding plans",
    EARLY_HELP: "early help",
    BENEFIT: "benefits",
    EMPLOYMENT: "work",
    UC_EARNINGS: "Universal Credit earnings",
    HEALTH_CONCERN: "health concerns",
    SCHOOL_ROLL: "school rolls",
    SERIOUSNESS: "the seriousness of offences",
    PROGRAMME: "programmes towards work",
    PLACEMENT: "placements and training",
    DWP_STAGE: "stages to work",
    FINANCE: "debt and income",
    HOUSING: "housing",
  },
  "other facts",
);

/** A piece of evidence in a few plain words; `e` is its row. Only kinds, numbers and closed words, never prose. */
export const EVIDENCE_LABEL = `CASE e.kind
  WHEN 'ATTENDANCE' THEN format('Absent for %s%% of sessions in a term', round(100.0 * (${absent}) / NULLIF((e.facts->>'possible')::int, 0), 1))
  WHEN 'EXCLUSION' THEN CASE WHEN ${is("permanent")} THEN 'Permanently excluded' ELSE 'Excluded for a fixed term' END
  WHEN 'OFFENCE' THEN CASE WHEN ${is("serious")} THEN 'Serious offence' ELSE 'Offence' END
  WHEN 'ASB_INCIDENT' THEN 'Anti-social behaviour'
  WHEN 'DOMESTIC_CALL_OUT' THEN 'Police called to a domestic incident'
  WHEN 'RISK_SCORE' THEN 'Domestic abuse risk assessed'
  WHEN 'INTERVENTION' THEN CASE WHEN ${is("completed")} THEN 'Support programme completed' ELSE 'Support programme begun' END
  WHEN 'SAFEGUARDING' THEN ${SAFEGUARDING}
  WHEN 'EARLY_HELP' THEN 'Open to early help'
  WHEN 'BENEFIT' THEN ${BENEFIT}
  WHEN 'EMPLOYMENT' THEN 'In work'
  WHEN 'UC_EARNINGS' THEN CASE WHEN ${is("thresholdMet")} THEN 'Earns enough on Universal Credit' ELSE 'Earns too little on Universal Credit' END
  WHEN 'HEALTH_CONCERN' THEN ${HEALTH_CONCERN}
  WHEN 'JUDGEMENT' THEN CASE WHEN ${is("progressed")} THEN 'Lead worker judges that there is progress' ELSE 'Lead worker sees no progress yet' END
  WHEN 'SCHOOL_ROLL' THEN ${SCHOOL_ROLL}
  WHEN 'SERIOUSNESS' THEN CASE WHEN ${is("reduced")} THEN 'Offences less serious than before' ELSE 'Offences as serious as before' END
  WHEN 'PROGRAMME' THEN ${PROGRAMME}
  WHEN 'PLACEMENT' THEN concat(${PLACEMENT}, CASE WHEN ${is("accredited")} THEN ', accredited' END,
    CASE WHEN ${is("completed")} THEN ', completed' WHEN ${is("continues")} THEN ', to be continued' END)
  WHEN 'DWP_STAGE' THEN format('Stage %s of 5 towards work', e.facts->>'stage')
  WHEN 'FINANCE' THEN format('%s of £%s', ${FINANCE}, to_char((e.facts->>'pounds')::int, 'FM9,999,990'))
  WHEN 'HOUSING' THEN ${HOUSING}
  WHEN 'COVERAGE' THEN format('Records looked through for %s', ${LOOKED_FOR})
  ELSE 'Intervention began' END`;
