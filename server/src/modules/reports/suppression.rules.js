/**
 * Which numbers of a publication to leave out so that no small one can be worked out (design: rules, "Figures").
 *
 * What is published is seen as whole numbers bound together by sums. A number from 1 to threshold - 1 is hidden; so
 * are as many more as it takes that for each hidden number another set of numbers, equally possible for a reader who
 * knows everything that is printed, gives it another value. A number counts as safe only when such another set has
 * been found, so a search that gives up early hides too much and never too little.
 */
const MOST_ATTEMPTS = 20_000;
const STEP_COST = 0.001;
/** The ids of the OPEN cells to hide. The threshold is the smallest number that may be shown (besides 0). */
export function suppress(system, threshold) {
  if (threshold < 3) throw new RangeError("A threshold below 3 hides nothing: the one hidden value would be known");
  const { nodes, members } = link(system, threshold);
  const safe = new Set();
  const guarded = (node) => (node.state === "DERIVED" ? node.small : node.hidden);
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
function link(system, threshold) {
  const byId = new Map();
  for (const { id, value, state, weight } of system.cells) {
    if (byId.has(id)) throw new Error(`Two cells have the id ${id}`);
    const small = value >= 1 && value < threshold;
    const hidden = state === "HIDDEN" || (state === "OPEN" && small);
    byId.set(id, { id, value, state, weight, small, hidden, uses: [] });
  }
  const find = (id) => {
    const node = byId.get(id);
    if (!node) throw new Error(`No cell has the id ${id}`);
    return node;
  };
  const members = system.sums.map(({ whole, parts }, sum) => {
    const list = [{ node: find(whole), sign: 1 }, ...parts.map((id) => ({ node: find(id), sign: -1 }))];
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
function alternative(target, members, threshold, knowing) {
  const queue = new Queue();
  for (const step of [1, -1]) {
    const attempt = move({ cost: 0, moves: new Map(), residuals: new Map() }, target, step, threshold, knowing);
    if (attempt) queue.add(attempt);
  }
  const seen = new Set();
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
function repairs(attempt, members, threshold, knowing) {
  let fewest = null;
  for (const [sum, residual] of attempt.residuals) {
    const found = [];
    for (const { node, sign } of members[sum] ?? []) {
      const step = residual * sign > 0 ? -1 : 1;
      const before = attempt.moves.get(node) ?? 0;
      if (before * step < 0) continue;
      const next = move(attempt, node, step, threshold, knowing);
      if (next) found.push(next);
    }
    if (!fewest || found.length < fewest.length) fewest = found;
    if (fewest.length === 0) break;
  }
  return fewest ?? [];
}
function move(attempt, node, step, threshold, knowing) {
  if (node.state === "SHOWN") return null;
  const before = attempt.moves.get(node) ?? 0;
  const value = node.value + before + step;
  const bounded = knowing && node.small && node.state !== "DERIVED";
  if (value < (bounded ? 1 : 0) || (bounded && value >= threshold)) return null;
  const moves = new Map(attempt.moves).set(node, before + step);
  const residuals = new Map(attempt.residuals);
  for (const { sum, sign } of node.uses) {
    const residual = (residuals.get(sum) ?? 0) + sign * step;
    if (residual === 0) residuals.delete(sum);
    else residuals.set(sum, residual);
  }
  const loss = before === 0 && node.state === "OPEN" && !node.hidden ? node.weight : 0;
  return { cost: attempt.cost + loss + STEP_COST, moves, residuals };
}
function signature(attempt) {
  return [...attempt.residuals].sort((a, b) => a[0] - b[0]).join(";");
}
/** Everything bound to a cell by sums. With all of that left out the publication says nothing new of it. */
function connected(start, members) {
  const found = new Set([start]);
  for (const node of found) {
    for (const { sum } of node.uses) for (const { node: other } of members[sum] ?? []) found.add(other);
  }
  return found;
}
/** Cheapest first: a binary heap. */
class Queue {
  #heap = [];
  add(attempt) {
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
  take() {
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
