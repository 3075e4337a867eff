import { randomUUID } from "node:crypto";
import { accessRecipes } from "./access-recipes.ts";
import type { Api } from "./api-client.ts";
import { change, ellerys, everybodyAsked, made, submitted } from "./caf.ts";
import { disputed } from "./corrections.ts";
import { AROUND, factOf, insertEvidence } from "./evidence.ts";
import { household, rows } from "./household.ts";
import { draftsDue, held, leftDraft, longClosed, referenceOf, toDispose } from "./retention.ts";
import { closeTo } from "./scenario-requests.ts";
import { countyRecipes, sightRecipes } from "./sight-recipes.ts";
import type { Value } from "./spoilt-inputs.ts";
import { subjectRecipes } from "./subject-recipes.ts";
import { type Account, AGENCIES, PASSWORD, USERS } from "./town.ts";

/** For each mutation who may do it, an input that would do, and a colleague elsewhere who has no part in it. */
export interface Recipe {
  readonly as: Account;
  /** It is sent by somebody who is not signed in yet. */
  readonly anonymous?: true;
  input(): Promise<Record<string, Value>>;
  readonly stranger?: Account;
}

const today = "2017-01-03";
const key = () => ({ idempotencyKey: randomUUID() });
const NEEDS = ["WORKLESSNESS", "MISSING_EDUCATION"] as const;
/** A family that only waits to be attached. */
export const READY = { needs: NEEDS, planned: NEEDS, lead: "housing" } as const;
const ASK = "mutation Ask($input: AskLeadProfessionalInput!) { askLeadProfessional(input: $input) { leadProfessional { id } } }";
/** Every field has a value, so that each is spoilt where it stands. */
const whole = () => ({ ...ellerys(), interpreter: "Nobody is needed" }) as unknown as Record<string, Value>;

/** One for each mutation of the schema; `home` is a family that the school, the police and housing help. Each input is new. */
export function recipesFor(
  api: Api,
  home: { readonly id: string; readonly cafId: string; readonly people: readonly string[] },
): Readonly<Record<string, Recipe>> {
  const draft = async () => made(await change(api, "school", "startCaf"));
  const opened = async () => {
    const { id, version } = await submitted(api, everybodyAsked(ellerys()));
    return made(await change(api, "coordinator", "reviewCaf", { cafId: id, version, versionNumber: 1, compliant: true, reasons: [] }));
  };
  const actionOf = async (familyId: string) => {
    const [action] = await rows<{ id: string }>(api, "SELECT id FROM plan_action WHERE family_id = $1 AND status = 'OPEN' LIMIT 1", [
      familyId,
    ]);
    return action?.id ?? "none";
  };
  const agreementOf = async (familyId: string) => {
    const [agreement] = await rows<{ id: string }>(api, "SELECT id FROM agreement WHERE family_id = $1", [familyId]);
    return agreement?.id ?? "none";
  };
  const basisOf = async (familyId: string) => {
    const id = randomUUID();
    await rows(
      api,
      `INSERT INTO lawful_basis (id, family_id, agency_id, basis, reason, manager, decided_on, recorded_at, recorded_by)
       VALUES ($1, $2, $3, 'SAFEGUARDING', 'Seen with bruises', 'Pat Gale', '2016-12-20', '2016-12-20T10:00:00Z', $4)`,
      [id, familyId, AGENCIES.csc.id, USERS.coordinator.id],
    );
    return id;
  };
  const asked = async () => {
    const input = { familyId: (await household(api)).id, workerId: USERS.housing.id, ...key() };
    const answer = await (await api.as("coordinator")).query<{ askLeadProfessional: { leadProfessional: { id: string } } }>(ASK, { input });
    return answer.askLeadProfessional.leadProfessional.id;
  };
  return {
    signIn: { as: "school", anonymous: true, input: async () => ({ email: USERS.school.email, password: PASSWORD }) },
    checkForCaf: { as: "school", input: async () => ({ familyName: "Testing", dateOfBirth: "2002-05-05", postcode: "BB11 1AA" }) },
    startCaf: { as: "school", stranger: "otherPolice", input: async () => ({ familyId: home.id, ...key() }) },
    saveCafDraft: {
      as: "school",
      stranger: "otherPolice",
      input: async () => ({ cafId: (await draft()).id, version: 1, content: whole() }),
    },
    submitCaf: {
      as: "school",
      stranger: "otherPolice",
      input: async () => ({ cafId: (await draft()).id, version: 1, content: whole(), ...key() }),
    },
    discardCafDraft: { as: "school", stranger: "otherPolice", input: async () => ({ cafId: (await draft()).id, version: 1 }) },
    recordDangerReferral: {
      as: "school",
      stranger: "otherPolice",
      input: async () => ({ cafId: home.cafId, question: "reason", reference: "MASH-1", referredAt: "2017-01-03T08:00:00Z", ...key() }),
    },
    reviewCaf: {
      as: "coordinator",
      stranger: "pendleCoordinator",
      input: async () => {
        const { id: cafId, version } = await submitted(api);
        return { cafId, version, versionNumber: 1, compliant: false, reasons: ["OTHER"], note: "Please look again", ...key() };
      },
    },
    closeCaf: {
      as: "school",
      stranger: "otherPolice",
      input: async () => {
        const { id: cafId, version } = await opened();
        return { cafId, version, reason: "NEEDS_MET", outcome: "All is well", closedOn: today, ...key() };
      },
    },
    closeAnswer: {
      as: "school",
      stranger: "otherPolice",
      input: async () => {
        const { id: familyId, cafId, people } = await household(api);
        return { familyId, cafId, place: `answers.${people[0]}.HEALTH`, personIds: [people[1]], reason: "She asked us to", ...key() };
      },
    },
    openAnswer: {
      as: "school",
      stranger: "otherPolice",
      input: async () => {
        const family = await household(api);
        const place = `answers.${family.people[0]}.HEALTH`;
        await closeTo(api, family, place);
        return { familyId: family.id, place, personId: family.people[1], reason: "She told him herself", ...key() };
      },
    },
    makeFamilyCopy: {
      as: "school",
      stranger: "otherPolice",
      input: async () => ({ familyId: home.id, personIds: [home.people[0] ?? "none"] }),
    },
    recordAgreement: {
      as: "school",
      stranger: "otherPolice",
      input: async () => ({
        familyId: home.id,
        personId: home.people[0] ?? "none",
        capacity: "PARENTAL_RESPONSIBILITY",
        agencyIds: [AGENCIES.school.id, AGENCIES.housing.id],
        purposes: ["EARLY_HELP", "PROGRAMME"],
        agreedOn: today,
        ...key(),
      }),
    },
    recordDeclinedAgreement: {
      as: "school",
      stranger: "otherPolice",
      input: async () => ({
        familyId: home.id,
        personId: home.people[0] ?? "none",
        capacity: "PARENTAL_RESPONSIBILITY",
        askedOn: today,
        ...key(),
      }),
    },
    withdrawAgreement: {
      as: "coordinator",
      stranger: "pendleCoordinator",
      input: async () => {
        const family = await household(api);
        return { agreementId: await agreementOf(family.id), personId: family.people[1], capacity: "ADULT", ...key() };
      },
    },
    recordLawfulBasis: {
      as: "coordinator",
      stranger: "pendleCoordinator",
      input: async () => ({
        familyId: (await household(api)).id,
        agencyId: AGENCIES.csc.id,
        reason: "The youngest was seen with bruises",
        manager: "Pat Gale, head of safeguarding",
        decidedOn: today,
        ...key(),
      }),
    },
    endLawfulBasis: {
      as: "coordinator",
      stranger: "pendleCoordinator",
      input: async () => ({ lawfulBasisId: await basisOf((await household(api)).id), ...key() }),
    },
    askLeadProfessional: {
      as: "coordinator",
      stranger: "pendleCoordinator",
      input: async () => ({ familyId: (await household(api)).id, workerId: USERS.housing.id, ...key() }),
    },
    answerLeadProfessionalRequest: {
      as: "housing",
      stranger: "otherPolice",
      input: async () => ({ requestId: await asked(), accept: false, reason: "No time for it", version: 1, ...key() }),
    },
    addPlanAction: {
      as: "school",
      stranger: "otherPolice",
      input: async () => ({
        familyId: home.id,
        criterion: "HEALTH",
        dueOn: "2017-02-01",
        title: "See a doctor",
        outcome: "Less pain",
        owner: "AGENCY",
        teamId: USERS.police.team,
        personId: home.people[0] ?? "none",
        ...key(),
      }),
    },
    completePlanAction: {
      as: "school",
      stranger: "otherPolice",
      input: async () => ({ actionId: await actionOf(home.id), doneOn: today, note: "Done", version: 1, ...key() }),
    },
    recordTafMeeting: {
      as: "school",
      stranger: "otherPolice",
      input: async () => ({
        familyId: home.id,
        heldOn: today,
        nextOn: "2017-02-14",
        notes: "We met",
        attendance: [
          { teamId: USERS.police.team, attended: true },
          { guestName: "Gran", attended: false },
        ],
        ...key(),
      }),
    },
    addEvidence: {
      as: "school",
      stranger: "otherPolice",
      input: async () => {
        const family = await household(api, AROUND);
        return { familyId: family.id, fact: factOf("EXCLUSION", family), statement: "Fighting", ...key() };
      },
    },
    correctEvidence: {
      as: "school",
      stranger: "otherPolice",
      input: async () => {
        const family = await household(api, AROUND);
        const [, , person_id] = family.people;
        const row = { person_id, kind: "EXCLUSION", valid_from: "2016-12-06", facts: { permanent: true } };
        const evidenceId = await insertEvidence(api, family, "school", row);
        return { evidenceId, withdraw: false, fact: factOf("EXCLUSION", family), statement: "For a fixed term", ...key() };
      },
    },
    attachFamily: {
      as: "coordinator",
      stranger: "pendleCoordinator",
      input: async () => ({ familyId: (await household(api, READY)).id, version: 1, ...key() }),
    },
    ...countyRecipes(api),
    ...sightRecipes(api),
    openFamilyInEmergency: {
      as: "health",
      input: async () => {
        const { id } = await household(api);
        const [family] = await rows<{ reference: string }>(api, "SELECT reference FROM family WHERE id = $1", [id]);
        return { reference: family?.reference ?? "none", reason: "A child may be in danger", ...key() };
      },
    },
    lookIntoEmergencyAccess: {
      as: "informationOfficer",
      input: async () => ({ emergencyAccessId: await openedInEmergency(api, await household(api)), finding: "It was so" }),
    },
    recordCorrectionRequest: {
      as: "coordinator",
      stranger: "pendleCoordinator",
      input: async () => ({
        familyId: home.id,
        personId: home.people[0] ?? "none",
        capacity: "THEMSELVES",
        about: "CAF",
        recordId: home.cafId,
        versionNumber: 1,
        criterion: "WORKLESSNESS",
        wrong: "He is in work",
        statement: "I have worked since March",
        receivedOn: today,
        ...key(),
      }),
    },
    extendCorrectionRequest: {
      as: "informationOfficer",
      input: async () => ({
        correctionRequestId: await disputed(api, await household(api)),
        version: 1,
        reason: "Three agencies have to be asked",
      }),
    },
    decideCorrectionRequest: {
      as: "informationOfficer",
      input: async () => ({
        correctionRequestId: await disputed(api, await household(api)),
        version: 1,
        decision: "PUT_RIGHT",
        reason: "The birth certificate was shown",
        givenName: "Ada",
        familyName: "Bell",
        ...key(),
      }),
    },
    publishMonth: { as: "coordinator", input: async () => ({ asOf: "2016-12-31" }) },
    placeLegalHold: {
      as: "informationOfficer",
      input: async () => ({ reference: await referenceOf(api, (await longClosed(api)).id), reason: "A claim is expected" }),
    },
    liftLegalHold: { as: "informationOfficer", input: () => held(api) },
    reviewRecord: {
      as: "informationOfficer",
      input: async () => ({
        familyId: (await longClosed(api)).id,
        decision: "KEEP",
        keepUntil: "2018-01-01",
        reason: "An inquiry asked for it",
      }),
    },
    disposeDrafts: {
      as: "admin",
      input: async () => {
        await leftDraft(api);
        return { total: await draftsDue(api) };
      },
    },
    changeRetentionRule: {
      as: "informationOfficer",
      input: async () => {
        const [line] = await rows<{ version: number; amount: number }>(
          api,
          `SELECT count(*)::int + 1 AS version, COALESCE(max(amount), 6) AS amount FROM retention_change WHERE record = 'MATCHED_NEVER_ATTACHED'`,
        );
        const { version = 1, amount = 6 } = line ?? {};
        return { record: "MATCHED_NEVER_ATTACHED", amount: amount + 1, validFrom: "2017-02-01", reason: "The council decided so", version };
      },
    },
    disposeRecord: { as: "admin", input: () => toDispose(api) },
    ...subjectRecipes(api),
    ...accessRecipes(api),
  };
}

/** Opens a family to the health visitor in an emergency, behind the server's back. */
export async function openedInEmergency(api: Api, { id: familyId }: { readonly id: string }, account: Account = "health"): Promise<string> {
  const id = randomUUID();
  await rows(
    api,
    `INSERT INTO emergency_access (id, family_id, family_reference, user_id, reason, recorded_at)
     SELECT $1, f.id, f.reference, $3, 'A child may be in danger', $4 FROM family f WHERE f.id = $2`,
    [id, familyId, USERS[account].id, "2017-01-03T09:00:00Z"],
  );
  return id;
}
