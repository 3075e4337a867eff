import { MachineClientService } from "../../server/src/access/machines/machine-client.service.ts";
import type { EvidenceKind } from "../../server/src/modules/criteria/facts.rules.ts";
import { SharingAgreementService } from "../../server/src/modules/machines/sharing-agreement.service.ts";
import { localDate } from "../../server/src/shared/local-date.ts";
import type { Stage } from "./stage.ts";

/** The school shares by an agreement with its impact assessment; that of the police still lacks one. */
export async function share(stage: Stage): Promise<void> {
  const agreements = new SharingAgreementService(stage.tools);
  const officer = await stage.account("information-officer");
  const [school, police] = [await stage.account("school"), await stage.account("police")];
  const schoolKinds: readonly EvidenceKind[] = ["ATTENDANCE", "EXCLUSION"];
  stage.at("2016-09-06", "10:00");
  const { id } = await agreements.add(officer, {
    title: "Attendance and exclusions from Harebell High School",
    agencyIds: [school.agency.id],
    purposes: ["Finding out early that a child misses school", "Showing whether attendance gets better"],
    kinds: schoolKinds,
    documentReference: "Information governance, ISA-2016-014",
    signedOn: localDate("2016-09-05"),
    validFrom: localDate("2016-09-05"),
    validTo: localDate("2018-08-31"),
    reviewDueOn: localDate("2017-01-20"),
    ...stage.key(),
  });
  await agreements.addAssessment(officer, {
    sharingAgreementId: id,
    title: "Attendance feeds from schools",
    documentReference: "Information governance, DPIA-2016-009",
    approvedBy: "Graham Whittaker, data protection officer",
    approvedOn: localDate("2016-09-01"),
    reviewDueOn: localDate("2017-08-31"),
    ...stage.key(),
  });
  stage.at("2016-12-14", "15:20");
  await agreements.add(officer, {
    title: "Call-outs from Lancashire police",
    agencyIds: [police.agency.id],
    purposes: ["Knowing of domestic incidents where children live"],
    kinds: ["DOMESTIC_CALL_OUT"],
    documentReference: "Information governance, ISA-2016-021",
    signedOn: localDate("2016-12-12"),
    validFrom: localDate("2017-01-01"),
    validTo: localDate("2018-12-31"),
    reviewDueOn: localDate("2017-12-12"),
    ...stage.key(),
  });
}

/** The school's register has a token that runs out soon, and the one before it was revoked. Nobody is told either token. */
export async function connect(stage: Stage): Promise<void> {
  const clients = new MachineClientService(stage.tools);
  const admin = await stage.account("admin");
  const { agency, teamId } = await stage.account("school");
  const made = { agencyId: agency.id, teamId, scopes: ["SEND_EVIDENCE"] as const };
  stage.at("2017-01-03", "08:00");
  const before = await clients.add(admin, { ...made, name: "Harebell attendance register (old server)", days: 180, ...stage.key() });
  await clients.revoke(admin, before.client.id);
  await clients.add(admin, { ...made, name: "Harebell attendance register", days: 9, ...stage.key() });
}
