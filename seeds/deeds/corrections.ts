import { CorrectionService } from "../../server/src/modules/corrections/correction.service.ts";
import { CorrectionDecisionService } from "../../server/src/modules/corrections/correction-decision.service.ts";
import { localDate } from "../../server/src/shared/local-date.ts";
import { ledBy, parentOf, type Stage, UNASKED, worksWith } from "./stage.ts";

/** What somebody is called again; of the names that the cohort is made of. */
const OWN_NAME = "Rigby";

const SHOWN = { correction: new Map([["id", new Map<string, never>()]]), family: UNASKED };

/** What people say is wrong: an action that the school owes an answer for, a name put right, and notes that stay, with a statement beside them. */
export async function correct(stage: Stage): Promise<void> {
  const corrections = new CorrectionService(stage.tools);
  const decisions = new CorrectionDecisionService(stage.tools);
  const coordinator = await stage.account("coordinator");
  const officer = await stage.account("information-officer");
  const school = await stage.account("school");
  const housing = await stage.account("housing");

  const planned = await stage.household(
    `${worksWith("$2")} AND EXISTS (SELECT FROM plan_action a WHERE a.family_id = f.id AND a.team_id = $2 AND a.status = 'OPEN')`,
    [school.teamId],
  );
  const action = await stage.first<{ id: string }>(
    "SELECT id FROM plan_action WHERE family_id = $1 AND team_id = $2 AND status = 'OPEN' ORDER BY id LIMIT 1",
    [planned.id, school.teamId],
  );
  stage.at("2016-12-19", "16:10");
  await corrections.record(
    coordinator,
    {
      familyId: planned.id,
      personId: parentOf(planned).personId,
      capacity: "THEMSELVES",
      about: "PLAN_ACTION",
      recordId: action.id,
      wrong: "I did not agree to this. I said at the meeting that I could not manage it, and it was written down all the same.",
      receivedOn: localDate("2016-12-16"),
      ...stage.key(),
    },
    SHOWN,
  );

  const met = await stage.household(`${worksWith("$2")} AND EXISTS (SELECT FROM taf_meeting m WHERE m.family_id = f.id)`, [housing.teamId]);
  const meeting = await stage.first<{ id: string }>("SELECT id FROM taf_meeting WHERE family_id = $1 ORDER BY held_on DESC, id LIMIT 1", [
    met.id,
  ]);
  stage.at("2016-12-06", "11:20");
  const { correctionRequest: disputed } = await corrections.record(
    coordinator,
    {
      familyId: met.id,
      personId: parentOf(met).personId,
      capacity: "THEMSELVES",
      about: "TAF_MEETING",
      recordId: meeting.id,
      wrong: "The notes leave out that I asked for help with the boiler, twice.",
      statement:
        "I asked for help with the boiler in September and again at this meeting. It was cold at home and that is why we were late.",
      receivedOn: localDate("2016-12-05"),
      ...stage.key(),
    },
    SHOWN,
  );
  stage.at("2016-12-15", "14:00");
  const reason = "The notes are the chair's summary, and those who were there agree with it. Your statement stands beside it.";
  await decisions.decide(
    officer,
    { correctionRequestId: disputed.id, version: 1, decision: "STATEMENT_ADDED", reason, ...stage.key() },
    UNASKED,
  );

  const renamed = await stage.household(`${ledBy("WPEHS")} AND ${worksWith("$2")}`, [housing.teamId]);
  const parent = parentOf(renamed);
  stage.at("2016-12-13", "09:25");
  const { correctionRequest: name } = await corrections.record(
    coordinator,
    {
      familyId: renamed.id,
      personId: parent.personId,
      capacity: "THEMSELVES",
      about: "NAME",
      wrong: `I went back to my own name, ${OWN_NAME}, two years ago. Letters still come to the old one.`,
      receivedOn: localDate("2016-12-12"),
      ...stage.key(),
    },
    SHOWN,
  );
  stage.at("2017-01-03", "08:10");
  const right = { givenName: parent.givenName, familyName: OWN_NAME };
  await decisions.decide(officer, { correctionRequestId: name.id, version: 1, decision: "PUT_RIGHT", ...right, ...stage.key() }, UNASKED);
}
