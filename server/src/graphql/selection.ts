import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from "graphql";

/** Which fields were asked for, each with what was asked of it in turn. */
export type Selection = ReadonlyMap<string, Selection>;

type Info = Pick<GraphQLResolveInfo, "fieldNodes" | "fragments">;

/**
 * What is selected under a root field, after walking down `path` (["edges", "node"] for a list's records). Reads
 * use it to leave out what nobody asked for; @skip and @include are ignored, which only reads more.
 */
export function selectedFields(info: Info, ...path: string[]): Selection {
  let fields = wholeSelection(info);
  for (const name of path) fields = fields.get(name) ?? NOTHING;
  return fields;
}

const NOTHING: Selection = new Map();
const known = new WeakMap<FieldNode, { nodes: readonly FieldNode[]; selection: Selection }>();

/** A trusted operation comes again and again with the very same nodes, and always asks for the same. */
function wholeSelection(info: Info): Selection {
  const [first] = info.fieldNodes;
  const found = first && known.get(first);
  if (found && found.nodes.length === info.fieldNodes.length) return found.selection;
  const selection = treeOf(
    info.fieldNodes.flatMap((node) => node.selectionSet ?? []),
    info,
  );
  if (first) known.set(first, { nodes: info.fieldNodes, selection });
  return selection;
}

function treeOf(sets: readonly SelectionSetNode[], info: Info): Selection {
  const inner = new Map<string, SelectionSetNode[]>();
  for (const field of sets.flatMap((set) => fieldsOf(set, info))) {
    const name = field.name.value;
    const before = inner.get(name) ?? [];
    inner.set(name, field.selectionSet ? [...before, field.selectionSet] : before);
  }
  return new Map([...inner].map(([name, below]) => [name, treeOf(below, info)]));
}

function fieldsOf(set: SelectionSetNode, info: Info): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, info);
    const fragment = info.fragments[selection.name.value];
    return fragment ? fieldsOf(fragment.selectionSet, info) : [];
  });
}
