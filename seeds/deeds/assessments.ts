import type { UserViewer } from "../../server/src/access/viewer.ts";
import { type CafContent, type CafPlanItem, EMPTY_CONTENT } from "../../server/src/modules/assessments/caf-content.rules.ts";
import { CafDraftsService } from "../../server/src/modules/assessments/caf-drafts.service.ts";
import { CafReviewService } from "../../server/src/modules/assessments/caf-review.service.ts";
import { CafSubmissionService } from "../../server/src/modules/assessments/caf-submission.service.ts";
import { isApplicable } from "../../server/src/modules/criteria/applicability.rules.ts";
import { CAF_CRITERIA, type CafCriterion } from "../../server/src/modules/criteria/facts.rules.ts";
import { PURPOSES } from "../../server/src/modules/families/agreement.rules.ts";
import type { Relationship } from "../../server/src/modules/families/family.rules.ts";
import { LeadProfessionalService } from "../../server/src/modules/plans/lead-professional.service.ts";
import { localDate } from "../../server/src/shared/local-date.ts";
import { EVIDENCE_STATEMENTS } from "../phrases.ts";
import { type Household, parentOf, type Stage, UNASKED } from "./stage.ts";

const TODAY = localDate("2017-01-03");

/**
 * The school assesses a family that matching found, the county passes it, and a housing officer leads it: it only waits
 * to be attached. What its mother said is closed to the grandparent who lives with them.
 */
export async function assess(stage: Stage): Promise<void> {
  const { tools } = stage;
  const school = await stage.account("school");
  const coordinator = await stage.account("coordinator");
  const housing = await stage.account("housing");
  const police = await stage.account("police");
  const family = await stage.household(
    `f.district_code = 'burnley' AND f.source = 'MATCHING' AND NOT EXISTS (SELECT FROM caf c WHERE c.family_id = f.id)
     AND EXISTS (SELECT FROM standing s WHERE s.family_id = f.id AND s.valid_to IS NULL AND s.needs = '{MISSING_EDUCATION,DOMESTIC_ABUSE}')
     AND EXISTS (SELECT FROM family_member m WHERE m.family_id = f.id AND m.relationship = 'GRANDPARENT')`,
  );
  const drafts = new CafDraftsService(tools);
  stage.at("2017-01-03", "07:50");
  const start = stage.key();
  const cafId = await tools.database.as(school, (tx) => drafts.start(tx, school, start));
  const content = assessed(family, { school, housing, police });
  stage.at("2017-01-03", "08:02");
  const submitted = { cafId, version: 1, content, ...stage.key() };
  await tools.database.as(school, (tx) => new CafSubmissionService(tools).submit(tx, school, submitted));
  stage.at("2017-01-03", "08:15");
  const passed = { cafId, version: 2, versionNumber: 1, compliant: true, reasons: [], ...stage.key() };
  await tools.database.as(coordinator, (tx) => new CafReviewService(tools).review(tx, coordinator, passed));
  const leads = new LeadProfessionalService(tools);
  stage.at("2017-01-03", "08:20");
  const { leadProfessional } = await leads.ask(coordinator, { familyId: family.id, workerId: housing.userId, ...stage.key() }, UNASKED);
  stage.at("2017-01-03", "08:35");
  await leads.answer(housing, { requestId: leadProfessional.id, version: 1, accept: true, ...stage.key() }, UNASKED);
}

interface Workers {
  readonly school: UserViewer;
  readonly housing: UserViewer;
  readonly police: UserViewer;
}

function assessed(family: Household, { school, housing, police }: Workers): CafContent {
  const keyed = family.members.map((member, index) => ({ ...member, key: `m${index + 1}` }));
  const keyOf = (personId: string | undefined) => keyed.find((member) => member.personId === personId)?.key ?? "";
  const mother = keyOf(parentOf(family).personId);
  const child = keyed.find(({ relationship }) => relationship === "CHILD");
  const grandparent = keyOf(keyed.find(({ relationship }) => relationship === "GRANDPARENT")?.personId);
  const needs = new Map<string, CafCriterion>([
    [mother, "DOMESTIC_ABUSE"],
    [child?.key ?? "", "MISSING_EDUCATION"],
  ]);
  const item = (key: string, criterion: CafCriterion, teamId: string | null, title: string, outcome: string): CafPlanItem => ({
    ...{ key, criterion, teamId, title, outcome },
    ...{ memberKey: null, owner: "AGENCY", dueOn: localDate("2017-02-10") },
  });
  return {
    ...EMPTY_CONTENT,
    familyName: family.name,
    postcode: family.postcode,
    address: family.address,
    district: family.district,
    members: keyed.map((member) => ({ ...member, personId: null })),
    language: "English",
    safeContact: "Ring on school days before two, never in the evening",
    reason: "Attendance fell after the summer. The mother came to see us in December and asked for help.",
    agenciesInvolved: ["Practice nurse"],
    agreement: {
      ...{ agreed: true, memberKey: mother, capacity: "PARENTAL_RESPONSIBILITY", agreedOn: localDate("2016-12-21"), purposes: PURPOSES },
      agencyIds: [school.agency.id, housing.agency.id, police.agency.id],
    },
    voices: [{ memberKey: child?.key ?? "", words: "I want Mum to be happy when I come home." }],
    domains: [
      { memberKey: child?.key ?? "", domain: "DEVELOPMENT", strengths: "Reads a lot, good with the younger one", needs: "Sleeps badly" },
    ],
    answers: keyed.flatMap(({ key, dateOfBirth }) =>
      CAF_CRITERIA.filter((criterion) => isApplicable(criterion, dateOfBirth, TODAY)).map((criterion) => {
        const need = needs.get(key) === criterion;
        return { memberKey: key, criterion, answer: need ? "NEED" : "NO_NEED", evidence: need ? EVIDENCE_STATEMENTS[criterion] : null };
      }),
    ),
    plan: [
      item(
        "p1",
        "MISSING_EDUCATION",
        school.teamId,
        "Agree an attendance plan and look at it every two weeks",
        "Absence under 10% this term",
      ),
      item("p2", "DOMESTIC_ABUSE", housing.teamId, "Fit new locks and a door chain", "Feels safe at home"),
      item("p3", "DOMESTIC_ABUSE", police.teamId, "Agree a safety plan, and the signal for a call", "No call-out for six months"),
    ],
    familyAgrees: true,
    familyView: "We would like it to be calmer at home.",
    closed: [
      {
        place: `answers.${mother}.DOMESTIC_ABUSE`,
        memberKeys: [grandparent],
        reason: "She has not told him yet and asked us not to.",
      },
      { place: "safeContact", memberKeys: [grandparent], reason: "It would tell him that we ring." },
    ],
  };
}

/** Two assessments that were begun: one by the school before the holidays, and one in May that nobody came back to. */
export async function leaveDrafts(stage: Stage): Promise<void> {
  await leaveDraft(stage, await stage.worker("Tenterfield Primary School"), "2016-05-18", {
    ...EMPTY_CONTENT,
    familyName: "Iddon",
    district: "burnley",
    reason: "Asked by the class teacher.",
  });
  const person = (key: string, givenName: string, dateOfBirth: string, relationship: Relationship) => ({
    ...{ key, personId: null, givenName, familyName: "Fairclough", dateOfBirth: localDate(dateOfBirth), relationship },
  });
  await leaveDraft(stage, await stage.account("school"), "2016-12-21", {
    ...EMPTY_CONTENT,
    familyName: "Fairclough",
    postcode: "BB11 4KZ",
    address: "17 Bobbin Row",
    district: "burnley",
    members: [person("m1", "Julia", "1983-03-11", "PARENT"), person("m2", "Owen", "2004-09-30", "CHILD")],
    language: "English",
    reason: "Owen has been late most mornings since half-term. His mother works nights and asked who could help.",
    answers: [{ memberKey: "m2", criterion: "MISSING_EDUCATION", answer: "NEED", evidence: null }],
  });
}

async function leaveDraft(stage: Stage, viewer: UserViewer, day: string, content: CafContent): Promise<void> {
  const { tools } = stage;
  const drafts = new CafDraftsService(tools);
  stage.at(day, "14:40");
  const start = stage.key();
  const cafId = await tools.database.as(viewer, (tx) => drafts.start(tx, viewer, start));
  stage.at(day, "15:05");
  await tools.database.as(viewer, (tx) => drafts.save(tx, viewer, { cafId, version: 1, content }));
}
