import type { Page } from "playwright-core";

export type Answer = {
  data?: Record<string, unknown> | null;
  errors?: readonly { message: string; extensions?: { code?: string } }[];
};

/** Asks the API from within the page: with its cookie, and whatever the page itself offers. */
export function ask(page: Page, query: string, variables: object = {}): Promise<Answer> {
  return page.evaluate(async (body) => {
    const response = await fetch("/graphql", {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json", "apollo-require-preflight": "true" },
      body,
    });
    return (await response.json()) as Answer;
  }, JSON.stringify({ query, variables }));
}

export const codesOf = ({ errors = [] }: Answer) => errors.map(({ extensions }) => extensions?.code);

/** The family as the API shows it to whoever is signed in; null stands for nothing at all. */
export async function familySeen(page: Page, id: string): Promise<unknown> {
  const { data } = await ask(page, "query ($id: ID!) { family(id: $id) { id name reference } }", { id });
  return data?.family ?? null;
}

/** What there is to tamper with. */
export type Records = {
  familyId: string;
  familyVersion: number;
  cafId: string;
  cafVersion: number;
  requestId: string;
  workerId: string;
  actionId: string;
};

type Seen = {
  version: number;
  lead: { id: string; worker: { id: string } };
  cafs: { id: string; version: number }[];
  actions: { id: string; title: string }[];
};

export async function recordsOf(page: Page, familyId: string, action: string): Promise<Records> {
  const { data } = await ask(
    page,
    `query ($id: ID!) { family(id: $id) {
      version lead { id worker { id } } cafs { id version } actions { id title }
    } }`,
    { id: familyId },
  );
  const family = data?.family as Seen;
  return {
    familyId,
    familyVersion: family.version,
    cafId: family.cafs[0]?.id ?? "",
    cafVersion: family.cafs[0]?.version ?? 0,
    requestId: family.lead.id,
    workerId: family.lead.worker.id,
    actionId: family.actions.find(({ title }) => title === action)?.id ?? "",
  };
}

const PRACTITIONERS = ["school", "police", "housing"];

type Attempt = { mutation: string; type: string; roles: readonly string[]; input: (records: Records) => object };

const EMPTY = { members: [], answers: [], domains: [], voices: [], plan: [], agenciesInvolved: [] };

/** Every change that the journey makes and a few more, and the accounts whose role may try it (design: domain, roles). */
const ATTEMPTS: readonly Attempt[] = [
  {
    mutation: "checkForCaf",
    type: "CheckForCafInput",
    roles: [...PRACTITIONERS, "coordinator"],
    input: () => ({ familyName: "Anyone", dateOfBirth: "2003-09-14", postcode: "BB11 3ZD" }),
  },
  { mutation: "startCaf", type: "StartCafInput", roles: PRACTITIONERS, input: ({ familyId }) => ({ familyId }) },
  {
    mutation: "submitCaf",
    type: "SubmitCafInput",
    roles: PRACTITIONERS,
    input: ({ cafId, cafVersion }) => ({ cafId, version: cafVersion, content: EMPTY }),
  },
  {
    mutation: "closeCaf",
    type: "CloseCafInput",
    roles: PRACTITIONERS,
    input: ({ cafId, cafVersion }) => ({ cafId, version: cafVersion, reason: "OTHER", outcome: "Any", closedOn: "2017-01-03" }),
  },
  {
    mutation: "reviewCaf",
    type: "ReviewCafInput",
    roles: ["coordinator"],
    input: ({ cafId, cafVersion }) => ({ cafId, version: cafVersion, versionNumber: 2, compliant: false, reasons: ["OTHER"] }),
  },
  {
    mutation: "askLeadProfessional",
    type: "AskLeadProfessionalInput",
    roles: ["coordinator"],
    input: ({ familyId, workerId }) => ({ familyId, workerId }),
  },
  {
    mutation: "answerLeadProfessionalRequest",
    type: "AnswerLeadProfessionalInput",
    roles: PRACTITIONERS,
    input: ({ requestId }) => ({ requestId, version: 1, accept: true }),
  },
  {
    mutation: "addPlanAction",
    type: "AddPlanActionInput",
    roles: [...PRACTITIONERS, "coordinator"],
    input: ({ familyId }) => ({ familyId, criterion: "HEALTH", owner: "FAMILY", title: "Anything", outcome: "Any", dueOn: "2017-03-01" }),
  },
  {
    mutation: "completePlanAction",
    type: "CompletePlanActionInput",
    roles: PRACTITIONERS,
    input: ({ actionId }) => ({ actionId, version: 1, doneOn: "2017-01-03", note: "Done by somebody else" }),
  },
  {
    mutation: "attachFamily",
    type: "AttachFamilyInput",
    roles: ["coordinator"],
    input: ({ familyId, familyVersion }) => ({ familyId, version: familyVersion }),
  },
  {
    mutation: "recordTafMeeting",
    type: "RecordTafMeetingInput",
    roles: PRACTITIONERS,
    input: ({ familyId }) => ({ familyId, heldOn: "2017-01-03", attendance: [] }),
  },
  {
    mutation: "recordAgreement",
    type: "RecordAgreementInput",
    roles: [...PRACTITIONERS, "coordinator"],
    input: ({ familyId, workerId }) => ({
      familyId,
      personId: workerId,
      capacity: "ADULT",
      agencyIds: [workerId],
      purposes: ["EARLY_HELP"],
      agreedOn: "2017-01-03",
    }),
  },
  {
    mutation: "withdrawAgreement",
    type: "WithdrawAgreementInput",
    roles: [...PRACTITIONERS, "coordinator"],
    input: ({ familyId, workerId }) => ({ agreementId: familyId, personId: workerId, capacity: "ADULT" }),
  },
  {
    mutation: "recordLawfulBasis",
    type: "RecordLawfulBasisInput",
    roles: ["coordinator"],
    input: ({ familyId, workerId }) => ({ familyId, agencyId: workerId, reason: "Any", manager: "Anybody", decidedOn: "2017-01-03" }),
  },
  {
    mutation: "endLawfulBasis",
    type: "EndLawfulBasisInput",
    roles: ["coordinator"],
    input: ({ familyId }) => ({ lawfulBasisId: familyId }),
  },
  { mutation: "publishMonth", type: "PublishMonthInput", roles: ["coordinator"], input: () => ({ asOf: "2016-11-30" }) },
];

/** Mutations whose input has no idempotency key. */
const UNKEYED = ["checkForCaf", "publishMonth"];

/** What the pages read that not everybody may read, and the accounts that may. */
const READS: readonly { query: string; roles: readonly string[] }[] = [
  { query: "{ families(first: 1) { totalCount } }", roles: [...PRACTITIONERS, "school-lead", "coordinator", "auditor"] },
  { query: "{ cafsToReview(first: 1) { totalCount } }", roles: ["coordinator"] },
  { query: "{ attachmentQueue(first: 1) { totalCount } }", roles: ["coordinator"] },
  { query: "{ contribution { asOf } }", roles: ["school-lead", "coordinator"] },
  { query: '{ attachedByDistrict(asOf: "2016-12-31") { asOf } }', roles: ["coordinator", "board", "auditor"] },
];

/** Tries to read and to change everything that is not for the account; gives what was not refused. */
export async function triedInVain(page: Page, account: string, records: Records): Promise<string[]> {
  const closedTo = ({ roles }: { roles: readonly string[] }) => !roles.includes(account);
  const changes = ATTEMPTS.filter(closedTo).map(({ mutation, type, input }) => {
    const key = UNKEYED.includes(mutation) ? {} : { idempotencyKey: crypto.randomUUID() };
    return {
      query: `mutation ($input: ${type}!) { ${mutation}(input: $input) { errors { code } } }`,
      variables: { input: { ...input(records), ...key } },
    };
  });
  const wrong: string[] = [];
  for (const { query, variables } of [...READS.filter(closedTo).map(({ query }) => ({ query, variables: {} })), ...changes]) {
    const answer = await ask(page, query, variables);
    if (codesOf(answer).join() !== "FORBIDDEN") wrong.push(`${account}: ${query}: ${JSON.stringify(answer)}`);
  }
  return wrong;
}

const DENIED = "You cannot use this page";
const UNKNOWN = "We could not find that family";
const UNKNOWN_CAF = "We could not find that CAF";

const ANY_FAMILY = ["family", "caf"];
const WRITING = ["check", "edit", "answer", "add"];
const COORDINATING = ["review", "queue", "ask", "attach", "attachment", "publish"];

/** What each role is told at which addresses; every address that is not named is theirs to use. */
const CLOSED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  school: { [DENIED]: [...COORDINATING, "contribution", "board"] },
  police: { [DENIED]: [...COORDINATING, "contribution", "board"] },
  "school-lead": { [DENIED]: [...WRITING, ...COORDINATING, "board"] },
  coordinator: { [DENIED]: ["edit", "answer"] },
  auditor: { [DENIED]: [...WRITING, ...COORDINATING, "contribution"], [UNKNOWN]: ["family"], [UNKNOWN_CAF]: ["caf"] },
  board: { [DENIED]: [...ANY_FAMILY, ...WRITING, ...COORDINATING, "contribution"] },
  "information-officer": { [DENIED]: [...ANY_FAMILY, ...WRITING, ...COORDINATING, "contribution", "board"] },
  admin: { [DENIED]: [...ANY_FAMILY, ...WRITING, ...COORDINATING, "contribution", "board"] },
};
export const ACCOUNTS = Object.keys(CLOSED);

/** Goes to every address that is closed to the account; a page that opens all the same never shows the heading. */
export async function findClosed(
  page: Page,
  account: string,
  { familyId, reference }: { familyId: string; reference: string },
): Promise<void> {
  const addresses: Readonly<Record<string, string>> = {
    check: "/check",
    family: `/families/${familyId}`,
    caf: `/cafs/${reference}`,
    edit: `/cafs/${reference}/edit`,
    review: `/cafs/${reference}/review`,
    queue: "/quality-assurance",
    ask: `/families/${familyId}/lead-professional/ask`,
    answer: `/families/${familyId}/lead-professional/answer`,
    add: `/families/${familyId}/actions/new`,
    attach: `/families/${familyId}/attach`,
    attachment: "/attachment",
    contribution: "/contribution",
    board: "/board",
    publish: "/board/publish",
  };
  for (const [heading, places] of Object.entries(CLOSED[account] ?? {})) {
    for (const place of places) {
      await page.goto(addresses[place] ?? "/");
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    }
  }
}
