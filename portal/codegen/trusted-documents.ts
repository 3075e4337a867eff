import { createHash } from "node:crypto";
import { InMemoryCache } from "@apollo/client";
import type { CodegenConfig } from "@graphql-codegen/cli";
import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  print,
  visit,
} from "graphql";

type CodegenPlugin = Awaited<ReturnType<NonNullable<CodegenConfig["pluginLoader"]>>>;

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function getFragment(name: string, all: Fragments): FragmentDefinitionNode {
  const fragment = all.get(name);
  if (fragment === undefined) throw new Error(`The fragment ${name} is nowhere defined.`);
  return fragment;
}

/** The names spread in a definition and in what it spreads, as one meets them. */
function namesIn(root: DefinitionNode, all: Fragments, met = new Set<string>()): Set<string> {
  visit(root, {
    FragmentSpread({ name }) {
      met.add(name.value);
      namesIn(getFragment(name.value, all), all, met);
    },
  });
  return met;
}

/** What a fragment rests on, the deepest first. */
function foundationsOf(name: string, all: Fragments): string[] {
  const before = [...namesIn(getFragment(name, all), all)];
  return [...new Set(before.flatMap((each) => [...foundationsOf(each, all), each]))];
}

/** In the order of the generated documents, which the hash depends on; a test holds the two together. */
function fragmentsOf(operation: OperationDefinitionNode, all: Fragments): FragmentDefinitionNode[] {
  const names = [...namesIn(operation, all)];
  const ordered = new Set([...names.flatMap((name) => foundationsOf(name, all)), ...names]);
  return [...ordered].map((name) => getFragment(name, all));
}

/** `@unmask` speaks to the client alone, which takes it out before it sends. */
function withoutUnmask(document: DocumentNode): DocumentNode {
  return visit(document, { Directive: ({ name }) => (name.value === "unmask" ? null : undefined) });
}

/**
 * The list of operations that the API answers outside development: sha256 of a document -> the
 * document. Apollo's own cache adds `__typename`, so that the text is the one which it sends.
 */
export const plugin: CodegenPlugin["plugin"] = (_schema, documents) => {
  const definitions = documents.flatMap(({ document }) => document?.definitions ?? []);
  const fragments = new Map(
    definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const operations = definitions.filter((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION);
  const cache = new InMemoryCache();
  const texts = operations
    .toSorted((a, b) => (a.name?.value ?? "").localeCompare(b.name?.value ?? "", "en"))
    .map((operation) =>
      print(
        withoutUnmask(
          cache.transformDocument({
            kind: Kind.DOCUMENT,
            definitions: [operation, ...fragmentsOf(operation, fragments)],
          }),
        ),
      ),
    );
  const trusted = Object.fromEntries(texts.map((text) => [createHash("sha256").update(text).digest("hex"), text]));
  return `${JSON.stringify(trusted, null, 2)}\n`;
};
