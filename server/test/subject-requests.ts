import { expect } from "vitest";
import type { Api } from "./api-client.ts";
import { readPdf } from "./pdf.ts";
import { requestAbout } from "./subject-access.ts";
import type { Account } from "./town.ts";

interface Item {
  readonly key: string;
  readonly part: string;
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly texts: readonly { readonly written: string; readonly given: string; readonly masked: number }[];
  readonly needsDecision: boolean;
  readonly closed: boolean;
  readonly decision: { readonly decision: string; readonly reason: string | null } | null;
}
export interface Holding {
  readonly undecided: number;
  readonly items: readonly Item[];
  readonly withheld: readonly { readonly reason: string; readonly count: number }[];
}
export interface Request {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly state: string;
  readonly dueOn: string;
  readonly subjectName: string | null;
  readonly closedOn: string | null;
  readonly files: readonly { readonly format: string; readonly digest: string; readonly size: number }[];
}
export interface Told {
  readonly request?: Request | null;
  readonly holding?: Holding | null;
  readonly file?: { readonly fileName: string; readonly mediaType: string; readonly base64: string; readonly digest: string } | null;
  readonly errors: readonly { readonly code: string; readonly field: string | null }[];
}
const HOLDING =
  "undecided items { key part title facts { label value } texts { written given masked } needsDecision closed decision { decision reason } } withheld { reason count }";
const REQUEST = "id reference version state dueOn subjectName closedOn files { format digest size }";
const SHAPES: Readonly<Record<string, string>> = {
  decideSubjectItems: `holding { ${HOLDING} }`,
  makeSubjectFile: `file { fileName mediaType base64 digest } request { ${REQUEST} }`,
};

export async function act(api: Api, name: string, input: Record<string, unknown>, account: Account = "informationOfficer"): Promise<Told> {
  const document = `mutation Act($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) {
    told: ${name}(input: $input) { ${SHAPES[name] ?? `request { ${REQUEST} }`} errors { code field } } }`;
  return (await (await api.as(account)).query<{ told: Told }>(document, { input })).told;
}
export const faults = ({ errors }: Told) => errors.map(({ code, field }) => `${code} ${field}`);
export const must = ({ request, errors }: Told): Request => request ?? expect.fail(JSON.stringify(errors));

export async function holdingOf(api: Api, requestId: string): Promise<Holding | null> {
  const { subjectHolding } = await (await api.as("informationOfficer")).query<{ subjectHolding: Holding | null }>(
    `query Held($id: ID!) { subjectHolding(requestId: $id) { ${HOLDING} } }`,
    { id: requestId },
  );
  return subjectHolding;
}

/** From proof to a file of each kind, everything given as it is masked. */
export async function disclosedOf(api: Api, personId: string): Promise<{ json: string; pdf: string; requestId: string }> {
  const { requestId } = await requestAbout(api, personId, "IDENTITY_PROVED");
  const holding = (await holdingOf(api, requestId)) ?? expect.fail("nothing is held");
  const itemKeys = holding.items.filter(({ needsDecision }) => needsDecision).map(({ key }) => key);
  if (itemKeys.length > 0)
    expect((await act(api, "decideSubjectItems", { requestId, itemKeys, decision: "AS_MASKED" })).holding?.undecided).toBe(0);
  must(await act(api, "prepareSubjectRequest", { requestId, version: 1 }));
  const made = async (format: string) =>
    Buffer.from((await act(api, "makeSubjectFile", { requestId, format })).file?.base64 ?? "", "base64");
  return { json: (await made("JSON")).toString("utf8"), pdf: (await readPdf(await made("PDF"))).text, requestId };
}
