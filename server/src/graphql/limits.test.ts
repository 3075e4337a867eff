import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, GraphQLError, getOperationAST, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { repositoryRoot } from "../shared/paths.ts";
import { costOf, MOST_COST } from "./cost.ts";
import { LIMITS, operationLimits, TOO_COSTLY } from "./limits.ts";

const read = (name: string) => readFileSync(join(repositoryRoot, "schema", name), "utf8");
const schema = buildSchema(read("schema.graphql"));
const portal = Object.values(JSON.parse(read("trusted-documents.json")) as Record<string, string>).map((text) => ({
  name: /^\w+ (\w+)/u.exec(text)?.[1] ?? text,
  text,
}));

const cost = (text: string, variables: Record<string, unknown> = {}): number => {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error("no operation");
  return costOf(schema, document, operation, variables);
};
const refused = (text: string) =>
  validate(schema, parse(text), [operationLimits])
    .filter((error) => error.extensions[TOO_COSTLY] === true)
    .map(({ message }) => message);

const many = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, index) => make(index)).join(" ");

describe("every operation of the portal", () => {
  it.each(portal)("stays far under each limit: $name", ({ text }) => {
    expect(refused(text)).toEqual([]);
    expect(cost(text, { first: 50 })).toBeLessThan(MOST_COST / 20);
    let tokens = 0;
    for (let token = parse(text).loc?.startToken; token; token = token.next ?? undefined) tokens += 1;
    expect(tokens).toBeLessThan(LIMITS.tokens / 3);
  });
});

describe("the cost of an operation", () => {
  it("grows with the page that is asked for, by number, by variable or by what a variable is otherwise", () => {
    const list = (first: string) => `{ families(first: ${first}) { edges { node { id name } } } }`;
    // The field itself; then edges, node, id and name for each.
    expect(cost(list("10"))).toBe(1 + 10 * 4);
    expect(cost(list("100"))).toBe(1 + 100 * 4);
    const byVariable = `query Q($n: Int = 7) ${list("$n")}`;
    expect(cost(byVariable, { n: 50 })).toBe(1 + 50 * 4);
    expect(cost(byVariable)).toBe(1 + 7 * 4);
    expect(cost("{ families { edges { node { id name } } } }")).toBe(1 + 20 * 4);
  });

  it("grows with each list inside a list, and with fragments as if they stood in place", () => {
    expect(cost("{ family(id: 1) { members { person { id } } } }")).toBe(2 + 4 * 2);
    expect(cost("{ family(id: 1) { ...M } } fragment M on Family { members { ...P } } fragment P on Member { person { id } }")).toBe(
      2 + 4 * 2,
    );
    expect(cost("{ family(id: 1) { ... on Family { ... { members { person { id } } } } } }")).toBe(2 + 4 * 2);
  });

  it.each([0, -1, 1.5e300, "100"])("is no way around: first = %s", (first) => {
    const text = "query Q($n: Int) { families(first: $n) { edges { node { id } } } }";
    expect(cost(text, { n: first })).toBeGreaterThan(3);
  });

  it("is too much for what goes round in circles, and for long lists of everything", () => {
    const circle = (turns: number): string => (turns === 0 ? "id" : `cafs { family { ${circle(turns - 1)} } }`);
    expect(cost(`{ family(id: 1) { ${circle(6)} } }`)).toBeLessThan(MOST_COST);
    expect(cost(`{ families(first: 100) { edges { node { ${circle(5)} } } } }`)).toBeGreaterThan(MOST_COST);
  });
});

describe("an operation past a limit", () => {
  it.each([
    ["deeper than", `{ family(id: 1) { ${"cafs { family { ".repeat(8)} id ${"} }".repeat(8)} } }`],
    ["fields", `{ service { ${many(LIMITS.fields + 1, () => "authority")} } }`],
    ["aliases", `{ service { ${many(LIMITS.aliases + 1, (index) => `a${index}: authority`)} } }`],
    ["questions at once", `{ ${many(LIMITS.rootFields + 1, () => "__typename")} }`],
    ["too many directives", `{ service { authority ${many(LIMITS.directivesAtOnce + 1, () => "@skip(if: true)")} } }`],
    ["too many directives", `{ service { ${many(LIMITS.directives + 1, () => "authority @skip(if: true)")} } }`],
    ["aliases", `{ ${many(9, () => "...A")} } fragment A on Query { service { ${many(6, (index) => `a${index}: authority`)} } }`],
  ])("is told which: %s", (what, text) => {
    const messages = refused(text);
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.join(" ")).toContain(what);
  });

  it("is told once of its directives", () => {
    expect(refused(`{ service { ${many(200, () => "authority @skip(if: true)")} } }`)).toHaveLength(1);
  });

  it("is no GraphQL error of another kind", () => {
    const [error] = validate(schema, parse("{ nowhere }"));
    expect(error).toBeInstanceOf(GraphQLError);
    expect(error?.extensions[TOO_COSTLY]).toBeUndefined();
  });
});
