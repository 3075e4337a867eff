import {
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";

/** How large an operation may be. Pages of this portal stay under a third of each. */
export const LIMITS = {
  depth: 15,
  fields: 600,
  rootFields: 12,
  aliases: 50,
  directives: 50,
  /** On one field, or at one other place. */
  directivesAtOnce: 4,
  tokens: 4_000,
  bodyBytes: 1_000_000,
} as const;

/** Apollo Server gives every fault of a document the same code, so that this is told by a mark of its own. */
export const TOO_COSTLY = "tooCostly";

interface Size {
  depth: number;
  fields: number;
  aliases: number;
}

/** Refuses operations that are too deep or select too much, fragments counted each time they are spread. */
export function operationLimits(context: ValidationContext): ASTVisitor {
  let directives = 0;
  return {
    enter(node) {
      const here = "directives" in node ? (node.directives?.length ?? 0) : 0;
      directives += here;
      // Once is enough to say so.
      if (here > LIMITS.directivesAtOnce || (here > 0 && directives > LIMITS.directives && directives - here <= LIMITS.directives))
        refuse(context, "The operation holds too many directives");
    },
    Document(document: DocumentNode) {
      const fragments = new Map<string, FragmentDefinitionNode>();
      for (const definition of document.definitions) {
        if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
      }
      const measured = new Map<string, Size>();
      for (const definition of document.definitions) {
        if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
        const size = measure(definition.selectionSet, fragments, measured);
        const roots = rootFields(definition.selectionSet, fragments, new Set());
        if (size.depth > LIMITS.depth) refuse(context, `The operation is deeper than ${LIMITS.depth} levels`);
        if (size.fields > LIMITS.fields) refuse(context, `The operation asks for more than ${LIMITS.fields} fields`);
        if (size.aliases > LIMITS.aliases) refuse(context, `The operation holds more than ${LIMITS.aliases} aliases`);
        if (roots > LIMITS.rootFields) refuse(context, `The operation asks more than ${LIMITS.rootFields} questions at once`);
      }
    },
  };
}

function refuse(context: ValidationContext, message: string): void {
  context.reportError(new GraphQLError(message, { extensions: { [TOO_COSTLY]: true } }));
}

const NOTHING: Size = { depth: 0, fields: 0, aliases: 0 };

function measure(set: SelectionSetNode, fragments: Map<string, FragmentDefinitionNode>, measured: Map<string, Size>): Size {
  let depth = 0;
  let fields = 0;
  let aliases = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const inner = selection.selectionSet ? measure(selection.selectionSet, fragments, measured) : NOTHING;
      depth = Math.max(depth, inner.depth + 1);
      fields += inner.fields + 1;
      aliases += inner.aliases + (selection.alias ? 1 : 0);
    } else {
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT
          ? measure(selection.selectionSet, fragments, measured)
          : measureFragment(selection.name.value, fragments, measured);
      depth = Math.max(depth, inner.depth);
      fields += inner.fields;
      aliases += inner.aliases;
    }
  }
  return { depth, fields, aliases };
}

/** Each fragment is measured once; a circular one counts as nothing here and is refused by graphql's own rule. */
function measureFragment(name: string, fragments: Map<string, FragmentDefinitionNode>, measured: Map<string, Size>): Size {
  const known = measured.get(name);
  if (known) return known;
  measured.set(name, NOTHING);
  const fragment = fragments.get(name);
  const size = fragment ? measure(fragment.selectionSet, fragments, measured) : NOTHING;
  measured.set(name, size);
  return size;
}

function rootFields(set: SelectionSetNode, fragments: Map<string, FragmentDefinitionNode>, spread: Set<string>): number {
  let count = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) count += 1;
    else if (selection.kind === Kind.INLINE_FRAGMENT) count += rootFields(selection.selectionSet, fragments, spread);
    else if (!spread.has(selection.name.value)) {
      const fragment = fragments.get(selection.name.value);
      if (fragment) count += rootFields(fragment.selectionSet, fragments, new Set([...spread, selection.name.value]));
    }
  }
  return count;
}
