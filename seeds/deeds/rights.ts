import { AUTHORITY } from "../../server/src/access/access.ts";
import type { UserViewer } from "../../server/src/access/viewer.ts";
import { closedPlaces } from "../../server/src/modules/assessments/closed-answer.reads.ts";
import { RetentionService } from "../../server/src/modules/rights/retention.service.ts";
import { SubjectFileService } from "../../server/src/modules/rights/subject-file.service.ts";
import { SubjectHoldingService } from "../../server/src/modules/rights/subject-holding.service.ts";
import { SubjectRequestService } from "../../server/src/modules/rights/subject-request.service.ts";
import { addDays, type LocalDate, localDate } from "../../server/src/shared/local-date.ts";
import { EARLY_MATCHES } from "../scale.ts";
import { type Household, ledBy, parentOf, type Stage } from "./stage.ts";

/** Three people ask what is held about them: it waits for their proof, is being collected, and was handed over. */
export async function answerSubjects(stage: Stage): Promise<void> {
  const officer = await stage.account("information-officer");
  const requests = new SubjectRequestService(stage.tools);
  const holdings = new SubjectHoldingService(stage.tools, requests, closedPlaces);
  const files = new SubjectFileService({ ...stage.tools, authority: AUTHORITY }, requests, holdings);
  const ask = async (family: Household, receivedOn: LocalDate, scope: string | null) => {
    const { givenName, familyName, dateOfBirth } = parentOf(family);
    const who = { givenName, familyName, dateOfBirth, familyReference: family.reference };
    const { request } = await requests.record(officer, { askedBy: "THEMSELVES", ...who, receivedOn, scope, ...stage.key() });
    return request;
  };
  const prove = async ({ id: requestId, version }: { id: string; version: number }, provedOn: LocalDate, proof: string) =>
    (await requests.prove(officer, { requestId, version, provedOn, proof })).request;

  stage.at("2016-11-10", "10:40");
  const matched = await stage.household("f.district_code = 'pendle' AND f.source = 'MATCHING'");
  const given = await prove(await ask(matched, localDate("2016-11-08"), null), localDate("2016-11-10"), "Passport, seen at the front desk");
  stage.at("2016-11-28", "09:30");
  const requestId = given.id;
  const keys = (await undecided(holdings, officer, requestId)).map(({ key }) => key);
  if (keys.length > 0) await holdings.decide(officer, { requestId, itemKeys: keys, decision: "AS_MASKED" });
  const { request: prepared } = await holdings.prepare(officer, { requestId, version: given.version });
  stage.at("2016-11-28", "09:50");
  const { request: made } = await files.make(officer, { requestId, format: "JSON" });
  stage.at("2016-12-01", "11:15");
  const handedOver = { handedOverOn: localDate("2016-12-01"), handedOverBy: "IN_PERSON" } as const;
  await files.disclose(officer, { requestId, version: Math.max(prepared.version, made.version), ...handedOver });

  stage.at("2016-12-08", "13:10");
  const helped = await stage.household(
    `f.district_code = 'burnley' AND ${ledBy("WPEHS")} AND EXISTS (SELECT FROM taf_meeting m WHERE m.family_id = f.id)`,
  );
  const asked = await ask(helped, localDate("2016-12-06"), "Everything about me since the spring, and what the meetings said about me.");
  const collecting = await prove(asked, localDate("2016-12-08"), "Driving licence, seen by the officer");
  stage.at("2016-12-15", "10:05");
  const items = await undecided(holdings, officer, collecting.id);
  const keysOf = (part: string) => items.filter((item) => item.part === part).map(({ key }) => key);
  const facts = keysOf("EVIDENCE").concat(keysOf("PLAN")).slice(0, 2);
  const notes = keysOf("SUPPORT").slice(0, 1);
  if (facts.length < 2 || notes.length < 1) throw new Error("a request has too little to decide on");
  const requestOf = { requestId: collecting.id };
  await holdings.decide(officer, { ...requestOf, itemKeys: facts, decision: "AS_MASKED" });
  const reason = "The notes tell of somebody else in the family, who does not agree that they are given.";
  await holdings.decide(officer, { ...requestOf, itemKeys: notes, decision: "WITHHELD", ground: "THIRD_PARTY", reason });

  stage.at("2016-12-29", "15:45");
  const school = await stage.household(`f.district_code = 'hyndburn' AND ${ledBy("WPEHS")}`);
  await ask(school, localDate("2016-12-28"), "What the school said about my son.");
}

async function undecided(holdings: SubjectHoldingService, officer: UserViewer, requestId: string) {
  const holding = await holdings.find(officer, requestId);
  return holding?.items.filter(({ needsDecision, decision }) => needsDecision && decision === null) ?? [];
}

/** Of the families that were matched early and fall due, one is kept and one is to go; another record is on hold. */
export async function keep(stage: Stage): Promise<void> {
  const officer = await stage.account("information-officer");
  const retention = new RetentionService(stage.tools);
  const due = async () => (await stage.household("f.source = 'MATCHING' AND f.recorded_at < $2", [addDays(EARLY_MATCHES.on, 1)])).id;
  stage.at("2016-12-22", "09:40");
  const reviews = [
    {
      decision: "KEEP",
      keepUntil: localDate("2017-06-30"),
      reason: "November's matching found needs: the early help team means to visit.",
    },
    { decision: "DISPOSE", keepUntil: null, reason: "The family moved to Cumbria in August, and nobody here works with them." },
  ] as const;
  for (const review of reviews) await retention.review(officer, { familyId: await due(), ...review });
  const closed = await stage.household(`f.district_code = 'pendle' AND NOT EXISTS (SELECT FROM involvement i
    WHERE i.family_id = f.id AND (i.valid_to IS NULL OR i.valid_to >= '2016-12-01')) AND EXISTS (SELECT FROM caf c WHERE c.family_id = f.id)`);
  const reason = "Solicitor's letter of 14 December: a claim about the house in 2014. Nothing is to go until it is settled.";
  await retention.placeHold(officer, { reference: closed.reference, reason });
}
