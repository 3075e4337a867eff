/**
 * Which numbers of a publication to leave out so that no small one can be worked out (design: rules, "Figures").
 *
 * What is published is seen as whole numbers bound together by sums. A number from 1 to threshold - 1 is hidden; so
 * are as many more as it takes that for each hidden number another set of numbers, equally possible for a reader who
 * knows everything that is printed, gives it another value. A number counts as safe only when such another set has
 * been found, so a search that gives up early hides too much and never too little.
 */

/**
 * OPEN: printed unless this hides it. SHOWN and HIDDEN: printed, or left out, in an earlier publication, which cannot
 * be taken back. DERIVED: never printed, though it follows from numbers that are: a difference, a remainder.
 */
export type CellState = "OPEN" | "SHOWN" | "HIDDEN" | "DERIVED";

export interface Cell {
  readonly id: string;
  readonly value: number;
  readonly state: CellState;
  /** How much would be missed if the number were hidden for another's sake. */
  readonly weight: number;
}

/** The first is the sum of the others. */
export interface Sum {
  readonly whole: string;
  readonly parts: readonly string[];
}

export interface PublishedSystem {
  readonly cells: readonly Cell[];
  readonly sums: readonly Sum[];
}

interface Node {
  readonly id: string;
  readonly value: number;
  readonly state: CellState;
  readonly weight: number;
  readonly small: boolean;
  hidden: boolean;
  /** Indexes of the sums it stands in, with its sign: 1 as the whole, -1 as a part. */
  readonly uses: { readonly sum: number; readonly sign: 1 | -1 }[];
}

interface Member {
  readonly node: Node;
  readonly sign: 1 | -1;
}

/** A set of small moves away from the truth, and the sums that do not yet come out. */
interface Attempt {
  /** What has to differ. */
  readonly target: Node;
  readonly cost: number;
  readonly moves: ReadonlyMap<Node, number>;
  readonly residuals: ReadonlyMap<number, number>;
}

const MOST_ATTEMPTS = 2_000;
const STEP_COST = 0.001;

/** The ids of the OPEN cells to hide. The threshold is the smallest number that may be shown (besides 0). */
export function suppress(system: PublishedSystem, threshold: number): ReadonlySet<string> {
  if (threshold < 3) throw new RangeError("A threshold below 3 hides nothing: the one hidden value would be known");
  const { nodes, members } = link(system, threshold);
  const safe = new Set<Node>();
  const guarded = (node: Node): boolean => (node.state === "DERIVED" ? node.small : node.hidden);
  for (;;) {
    const node = nodes.find((candidate) => guarded(candidate) && !safe.has(candidate));
    if (!node) break;
    const knowing = alternative(node, members, threshold, true);
    const moved = knowing ?? alternative(node, members, threshold, false) ?? connected(node, members);
    for (const other of moved) {
      if (other.state === "OPEN") other.hidden = true;
      // Hiding more takes nothing from whom this other set of numbers already protects.
      if (knowing) safe.add(other);
    }
    safe.add(node);
  }
  return new Set(nodes.filter((node) => node.state === "OPEN" && node.hidden).map((node) => node.id));
}

function link(system: PublishedSystem, threshold: number): { nodes: Node[]; members: Member[][] } {
  const byId = new Map<string, Node>();
  for (const { id, value, state, weight } of system.cells) {
    if (byId.has(id)) throw new Error(`Two cells have the id ${id}`);
    const small = value >= 1 && value < threshold;
    const hidden = state === "HIDDEN" || (state === "OPEN" && small);
    byId.set(id, { id, value, state, weight, small, hidden, uses: [] });
  }
  const find = (id: string): Node => {
    const node = byId.get(id);
    if (!node) throw new Error(`No cell has the id ${id}`);
    return node;
  };
  const members = system.sums.map(({ whole, parts }, sum) => {
    const list: Member[] = [{ node: find(whole), sign: 1 }, ...parts.map((id): Member => ({ node: find(id), sign: -1 }))];
    if (list.reduce((total, { node, sign }) => total + sign * node.value, 0) !== 0) throw new Error(`The parts of ${whole} do not add up`);
    for (const { node, sign } of list) node.uses.push({ sum, sign });
    return list;
  });
  return { nodes: [...byId.values()], members };
}

/**
 * The cheapest other set of numbers in which this one differs: what is hidden anyway moves for nothing, what would
 * have to be hidden for it costs its weight. `knowing`: the reader is taken to know which hidden numbers are the small
 * ones; where that leaves no way out (four ones under a small total), what is printed still does not tell.
 */
function alternative(target: Node, members: readonly Member[][], threshold: number, knowing: boolean): ReadonlySet<Node> | null {
  const queue = new Queue();
  for (const step of [1, -1]) {
    const truth: Attempt = { target, cost: 0, moves: new Map(), residuals: new Map() };
    if (mayMove(truth, target, step, threshold, knowing)) queue.add(move(truth, target, step));
  }
  const seen = new Set<string>();
  for (let tries = 0; tries < MOST_ATTEMPTS; tries++) {
    const attempt = queue.take();
    if (!attempt) return null;
    if (attempt.residuals.size === 0) return new Set(attempt.moves.keys());
    const key = signature(attempt);
    if (seen.has(key)) continue;
    seen.add(key);
    for (const next of repairs(attempt, members, threshold, knowing)) queue.add(next);
  }
  return null;
}

/** Every single step that brings the sum with the fewest ways out nearer to coming out. */
function repairs(attempt: Attempt, members: readonly Member[][], threshold: number, knowing: boolean): Attempt[] {
  let fewest: Step[] | null = null;
  for (const [sum, residual] of attempt.residuals) {
    const found = stepsFor(attempt, members[sum] ?? [], residual, threshold, knowing);
    if (!fewest || found.length < fewest.length) fewest = found;
    if (fewest.length < 2) break;
  }
  return (fewest ?? []).map(({ node, step }) => move(attempt, node, step));
}

interface Step {
  readonly node: Node;
  readonly step: number;
}

function stepsFor(attempt: Attempt, members: readonly Member[], residual: number, threshold: number, knowing: boolean): Step[] {
  const found: Step[] = [];
  for (const { node, sign } of members) {
    const step = residual * sign > 0 ? -1 : 1;
    // A remainder follows from the others, so it may go back where they move on; what is counted goes one way.
    const oneWay = node.state !== "DERIVED" || node === attempt.target;
    const turnsBack = oneWay && (attempt.moves.get(node) ?? 0) * step < 0;
    if (turnsBack || !mayMove(attempt, node, step, threshold, knowing)) continue;
    // A remainder that stands in this sum alone takes up the step and asks nothing more of anyone.
    if (node.state === "DERIVED" && node.uses.length === 1) return [{ node, step }];
    found.push({ node, step });
  }
  return found;
}

function mayMove(attempt: Attempt, node: Node, step: number, threshold: number, knowing: boolean): boolean {
  if (node.state === "SHOWN") return false;
  const value = node.value + (attempt.moves.get(node) ?? 0) + step;
  const bounded = knowing && node.small && node.state !== "DERIVED";
  return value >= (bounded ? 1 : 0) && !(bounded && value >= threshold);
}

function move(attempt: Attempt, node: Node, step: number): Attempt {
  const before = attempt.moves.get(node) ?? 0;
  const moves = new Map(attempt.moves).set(node, before + step);
  if (before + step === 0) moves.delete(node);
  const residuals = new Map(attempt.residuals);
  for (const { sum, sign } of node.uses) {
    const residual = (residuals.get(sum) ?? 0) + sign * step;
    if (residual === 0) residuals.delete(sum);
    else residuals.set(sum, residual);
  }
  const loss = before === 0 && node.state === "OPEN" && !node.hidden ? node.weight : 0;
  return { target: attempt.target, cost: attempt.cost + loss + STEP_COST, moves, residuals };
}

function signature(attempt: Attempt): string {
  return [...attempt.residuals].sort((a, b) => a[0] - b[0]).join(";");
}

/** Everything bound to a cell by sums. With all of that left out the publication says nothing new of it. */
function connected(start: Node, members: readonly Member[][]): ReadonlySet<Node> {
  const found = new Set<Node>([start]);
  for (const node of found) {
    for (const { sum } of node.uses) for (const { node: other } of members[sum] ?? []) found.add(other);
  }
  return found;
}

/** Cheapest first: a binary heap. */
class Queue {
  readonly #heap: Attempt[] = [];

  add(attempt: Attempt): void {
    const heap = this.#heap;
    let at = heap.push(attempt) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up];
      if (!parent || parent.cost <= attempt.cost) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = attempt;
  }

  take(): Attempt | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!last || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const left = heap[child];
      if (!left) break;
      const right = heap[child + 1];
      if (right && right.cost < left.cost) child++;
      const least = heap[child];
      if (!least || least.cost >= last.cost) break;
      heap[at] = least;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}
