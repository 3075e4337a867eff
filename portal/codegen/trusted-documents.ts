import { createHash } from "node:crypto";
import { InMemoryCache } from "@apollo/client";
import type { PluginFunction } from "@graphql-codegen/plugin-helpers";
import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  print,
  visit,
} from "graphql";

function fragmentsOf(root: DefinitionNode, all: ReadonlyMap<string, FragmentDefinitionNode>) {
  const found = new Set<FragmentDefinitionNode>();
  const search = (node: DefinitionNode) => {
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = all.get(name.value);
        if (fragment === undefined) throw new Error(`The fragment ${name.value} is nowhere defined.`);
        if (found.has(fragment)) return;
        found.add(fragment);
        search(fragment);
      },
    });
  };
  search(root);
  return [...found];
}

/** `@unmask` speaks to the client alone, which takes it out before it sends. */
function withoutUnmask(document: DocumentNode): DocumentNode {
  return visit(document, { Directive: ({ name }) => (name.value === "unmask" ? null : undefined) });
}

/**
 * The list of operations that the API answers outside development: sha256 of a document -> the
 * document. Apollo's own cache adds `__typename`, so that the text is the one which it sends.
 */
export const plugin: PluginFunction = (_schema, documents) => {
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
