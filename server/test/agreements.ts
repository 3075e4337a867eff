import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Api } from "./api-client.ts";
import { type Household, type HouseholdWishes, household } from "./household.ts";
import { type Account, AGENCIES } from "./town.ts";

type Fault = { readonly code: string; readonly field: string | null; readonly message: string };
// The shape is the query's: each test names what it reads.
type Payload = { readonly errors: readonly Fault[] } & Record<string, unknown>;

const INPUTS = {
  recordAgreement: "RecordAgreementInput",
  recordDeclinedAgreement: "RecordDeclinedAgreementInput",
  withdrawAgreement: "WithdrawAgreementInput",
  recordLawfulBasis: "RecordLawfulBasisInput",
  endLawfulBasis: "EndLawfulBasisInput",
  askLeadProfessional: "AskLeadProfessionalInput",
  answerLeadProfessionalRequest: "AnswerLeadProfessionalInput",
  addPlanAction: "AddPlanActionInput",
  recordTafMeeting: "RecordTafMeetingInput",
} as const;

export const AGREEMENT = `id inForce capacity purposes agreedOn withdrawnOn withdrawnCapacity viewerCanWithdraw person { givenName } withdrawnBy { givenName }
  agencies { name } recordedBy { name } withdrawalRecordedBy { name } stopsIfWithdrawn { ground count team { name } }`;
const SHOWN = `query Shown($id: ID!) { family(id: $id) { id agreements { ${AGREEMENT} } agenciesWithoutGround { name } viewerCanRecordAgreement
  viewerCanRecordLawfulBasis lawfulBases { id inForce reason manager agency { name } viewerCanEnd } actions { status } lead { id }
  leadRequests { status } cafs { status closeReason } team { from to } access { ground team { name } } } }`;

interface Shown {
  readonly agreements: readonly (Record<string, unknown> & { id: string })[];
  readonly lawfulBases: readonly (Record<string, unknown> & { id: string; reason: string | null })[];
  readonly agenciesWithoutGround: readonly { name: string }[];
  readonly access: readonly { ground: string; team: { name: string } }[];
  readonly [field: string]: unknown;
}

export const agreeing = (home: Household) => ({
  familyId: home.id,
  personId: home.people[0],
  capacity: "PARENTAL_RESPONSIBILITY",
  agencyIds: [AGENCIES.housing.id],
  purposes: ["EARLY_HELP"],
  agreedOn: "2017-01-03",
});
export const basis = (home: { id: string }, agencyId: string = AGENCIES.police.id) => ({
  familyId: home.id,
  agencyId,
  reason: "The youngest was seen with bruises",
  manager: "Pat Gale",
  decidedOn: "2017-01-02",
});

/** What the tests of agreement do over the API, and what they see of it. */
export function agreements(api: () => Api) {
  async function send(as: Account, mutation: keyof typeof INPUTS, input: object, fields = "family { id }"): Promise<Payload> {
    const document = `mutation M($input: ${INPUTS[mutation]}!) { result: ${mutation}(input: $input) { ${fields} errors { code field message } } }`;
    const whole = { idempotencyKey: randomUUID(), ...input };
    return (await (await api().as(as)).query<{ result: Payload }>(document, { input: whole })).result;
  }

  async function see(as: Account, home: { id: string }): Promise<Shown | null> {
    return (await (await api().as(as)).query<{ family: Shown | null }>(SHOWN, { id: home.id })).family;
  }

  async function seen(as: Account, home: { id: string }): Promise<Shown> {
    return (await see(as, home)) ?? expect.fail(`${as} does not see the family`);
  }

  const agreementOf = async (home: { id: string }) => (await seen("coordinator", home)).agreements[0]?.id ?? "none";
  const withdraw = async (as: Account, home: Household, input: object = {}) =>
    send(as, "withdrawAgreement", { agreementId: await agreementOf(home), personId: home.people[1], capacity: "ADULT", ...input });
  const around = (wishes: HouseholdWishes = {}) =>
    household(api(), { needs: ["WORKLESSNESS"], planned: ["WORKLESSNESS"], seats: ["police"], lead: "earlyHelp", ...wishes });
  return { send, see, seen, agreementOf, withdraw, around };
}
