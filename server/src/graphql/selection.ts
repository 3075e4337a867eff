import {
  type FieldNode,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getNamedType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/** Which fields were asked for, each with what was asked of it in turn. */
export interface Selection extends ReadonlyMap<string, Selection> {
  /**
   * Only where the answer goes out as the database writes it (written-fields.ts): field -> the key under which it
   * stands in the answer; and the type's name, which answers `__typename`.
   */
  readonly answerKeys?: ReadonlyMap<string, string>;
  readonly typeName?: string;
}

/** `written` is set where the executor takes the answer as text. */
type Info = Pick<GraphQLResolveInfo, "fieldNodes" | "fragments" | "returnType"> & { readonly written?: true };
type Fragments = GraphQLResolveInfo["fragments"];

/**
 * What is selected under a root field, after walking down `path` (["edges", "node"] for a list's records). Reads
 * use it to leave out what nobody asked for; @skip and @include are ignored, which only reads more.
 */
export function selectedFields(info: Info, ...path: string[]): Selection {
  let fields = wholeSelection(info);
  for (const name of path) fields = fields.get(name) ?? NOTHING;
  return fields;
}

const NOTHING: Selection = new Map<string, Selection>();
const known = new WeakMap<FieldNode, { nodes: readonly FieldNode[]; written: boolean; selection: Selection }>();

/** A trusted operation comes again and again with the very same nodes, and always asks for the same. */
function wholeSelection(info: Info): Selection {
  const [first] = info.fieldNodes;
  const written = info.written === true;
  const found = first && known.get(first);
  if (found && found.nodes.length === info.fieldNodes.length && found.written === written) return found.selection;
  const sets = info.fieldNodes.flatMap((node) => node.selectionSet ?? []);
  const selection = written ? writtenTreeOf(sets, info.fragments, info.returnType) : treeOf(sets, info.fragments);
  if (first) known.set(first, { nodes: info.fieldNodes, written, selection });
  return selection;
}

function treeOf(sets: readonly SelectionSetNode[], fragments: Fragments): Selection {
  return new Map<string, Selection>([...fieldsByName(sets, fragments)].map(([name, nodes]) => [name, treeOf(setsOf(nodes), fragments)]));
}

/** The same with the keys of the answer, which written-fields.ts has found to be one for each field. */
function writtenTreeOf(sets: readonly SelectionSetNode[], fragments: Fragments, type: GraphQLOutputType | undefined): Selection {
  const named = type && getNamedType(type);
  const byName = fieldsByName(sets, fragments);
  const fields = named && isObjectType(named) ? named.getFields() : {};
  const tree = new Map<string, Selection>(
    [...byName].map(([name, nodes]) => [name, writtenTreeOf(setsOf(nodes), fragments, fields[name]?.type)]),
  );
  const answerKeys = new Map([...byName].map(([name, [node]]) => [name, node?.alias?.value ?? name]));
  return Object.assign(tree, { answerKeys, typeName: named?.name ?? "" });
}

function fieldsByName(sets: readonly SelectionSetNode[], fragments: Fragments): Map<string, FieldNode[]> {
  const byName = new Map<string, FieldNode[]>();
  for (const node of sets.flatMap((set) => selectedNodes(set, fragments).flatMap(onlyField))) {
    byName.set(node.name.value, [...(byName.get(node.name.value) ?? []), node]);
  }
  return byName;
}

const onlyField = (node: SelectionNode): FieldNode[] => (node.kind === Kind.FIELD ? [node] : []);
const setsOf = (nodes: readonly FieldNode[]): SelectionSetNode[] => nodes.flatMap((node) => node.selectionSet ?? []);

/** All nodes of a selection, those of its fragments after the node that brings them in. */
export function selectedNodes(set: SelectionSetNode, fragments: Fragments): SelectionNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return [selection, ...selectedNodes(selection.selectionSet, fragments)];
    const fragment = fragments[selection.name.value];
    return fragment ? [selection, ...selectedNodes(fragment.selectionSet, fragments)] : [selection];
  });
}
