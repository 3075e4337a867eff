import { AgreementService } from "../../server/src/modules/families/agreement.service.ts";
import { EmergencyAccessService } from "../../server/src/modules/families/emergency-access.service.ts";
import { LawfulBasisService } from "../../server/src/modules/families/lawful-basis.service.ts";
import { RestrictionService } from "../../server/src/modules/families/restriction.service.ts";
import { HandOverService } from "../../server/src/modules/plans/hand-over.service.ts";
import { localDate } from "../../server/src/shared/local-date.ts";
import { ATTENDANCE_TEAM } from "../lancashire/directory.ts";
import { ledBy, parentOf, type Stage, UNASKED, worksWith } from "./stage.ts";

/** A family that its police officer is named for, and its housing officer is not. */
export async function restrict(stage: Stage): Promise<void> {
  const coordinator = await stage.account("coordinator");
  const police = await stage.account("police");
  const housing = await stage.account("housing");
  const condition = `${ledBy("WPEHS")} AND ${worksWith("$2")} AND ${worksWith("$3")}`;
  const { id: familyId, version } = await stage.household(condition, [police.teamId, housing.teamId]);
  stage.at("2016-12-20", "10:12");
  const reason = "A relative works for one of the agencies around the family. The mother asked that only those who visit see the record.";
  const restriction = { familyId, version, reason, workerIds: [police.userId], ...stage.key() };
  await new RestrictionService(stage.tools).restrict(coordinator, restriction, UNASKED);
}

/** Two workers from elsewhere each opened a family: one access was looked into, the other waits for the officer. */
export async function openInEmergency(stage: Stage): Promise<void> {
  const { tools } = stage;
  const accesses = new EmergencyAccessService(tools);
  const opened = [
    {
      team: "Pendle neighbourhood team",
      time: "08:05",
      reason: "A child of this family is at Colne bus station alone, and nobody answers at home. I need to know whom to ring.",
    },
    {
      team: "Preston health visiting team",
      time: "08:20",
      reason:
        "The hospital asks us to see the youngest child today, and nobody answers at the address that we have. Is anybody visiting them?",
    },
  ] as const;
  for (const { team, time, reason } of opened) {
    const { reference } = await stage.household("f.district_code = 'burnley' AND f.source = 'REFERRAL' AND NOT f.restricted");
    stage.at("2017-01-03", time);
    await accesses.open(await stage.worker(team), { reference, reason, ...stage.key() }, UNASKED);
  }
  const officer = await stage.account("information-officer");
  const first = await stage.worker(opened[0].team);
  stage.at("2017-01-03", "08:45");
  const [access] = await tools.database.as(officer, (tx) =>
    tx.query<{ id: string }>("SELECT id FROM emergency_access WHERE user_id = $1", [first.userId]),
  );
  if (!access) throw new Error("an access that was just made has gone");
  const finding = "Rang the officer and the sergeant. The child was taken home. The record was read for four minutes and left.";
  await accesses.lookInto(officer, { emergencyAccessId: access.id, finding }, UNASKED);
}

/** One family takes its agreement back while two agencies go on without it; another was asked and said no. */
export async function agree(stage: Stage): Promise<void> {
  const { tools } = stage;
  const coordinator = await stage.account("coordinator");
  const police = await stage.account("police");
  const school = await stage.account("school");
  const agreements = new AgreementService(tools);
  const bases = new LawfulBasisService(tools);
  const capacity = "PARENTAL_RESPONSIBILITY" as const;
  const asked = await stage.household("f.district_code = 'burnley' AND f.source = 'MATCHING'");
  stage.at("2016-12-19", "14:30");
  const declined = { familyId: asked.id, personId: parentOf(asked).personId, askedOn: localDate("2016-12-16") };
  await agreements.decline(coordinator, { ...declined, capacity, ...stage.key() }, UNASKED);

  const family = await stage.household(`${ledBy("CSC")} AND ${worksWith("$2")} AND ${worksWith("$3")}`, [police.teamId, school.teamId]);
  const { agreementId, leader } = await stage.first<{ agreementId: string; leader: string }>(
    `SELECT a.id AS "agreementId", l.agency_id AS leader FROM agreement a JOIN lead_professional l ON l.family_id = a.family_id AND l.ended_on IS NULL
     WHERE a.family_id = $1 AND a.agreed AND a.withdrawn_on IS NULL`,
    [family.id],
  );
  stage.at("2016-12-21", "11:05");
  const decided = { familyId: family.id, manager: "Heather Rawcliffe, team manager", decidedOn: localDate("2016-12-21") };
  const reasons = [
    [leader, "The social worker's visits keep the children safe. They go on whether or not the family agrees."],
    [police.agency.id, "Part of the social worker's plan: the neighbourhood officer looks in on the home."],
  ] as const;
  for (const [agencyId, reason] of reasons) await bases.record(coordinator, { ...decided, agencyId, reason, ...stage.key() }, UNASKED);
  stage.at("2017-01-03", "08:25");
  const back = { agreementId, personId: parentOf(family).personId, capacity };
  await agreements.withdraw(coordinator, { ...back, ...stage.key() }, UNASKED);
}

/** The school's lead moves a case to the school's other team. */
export async function handOver(stage: Stage): Promise<void> {
  const lead = await stage.account("school-lead");
  const { teamId: fromTeamId } = await stage.account("school");
  if (!fromTeamId) throw new Error("the school's practitioner has no team");
  const condition = `${worksWith("$2")} AND EXISTS (SELECT FROM plan_action a WHERE a.family_id = f.id AND a.team_id = $2 AND a.status = 'OPEN')
    AND NOT EXISTS (SELECT FROM plan_action a WHERE a.family_id = f.id AND a.team_id = $2 AND a.status = 'OPEN' AND a.due_on <= '2017-01-03')
    AND NOT EXISTS (SELECT FROM lead_professional l WHERE l.family_id = f.id AND l.team_id = $2)`;
  const { id: familyId } = await stage.household(condition, [fromTeamId]);
  const { id: toTeamId } = await stage.first<{ id: string }>("SELECT id FROM team WHERE name = $1", [ATTENDANCE_TEAM]);
  stage.at("2017-01-03", "08:30");
  await new HandOverService(stage.tools).handOver(lead, { familyId, fromTeamId, toTeamId, ...stage.key() }, UNASKED);
}
