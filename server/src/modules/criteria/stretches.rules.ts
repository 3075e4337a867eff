/** Days from one number to another, both included. */
export interface Stretch {
  from: number;
  to: number;
}

/** The days of any of them, in order and apart from one another. */
export function union(list: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  for (const stretch of [...list].sort((a, b) => a.from - b.from)) {
    const last = merged[merged.length - 1];
    if (last && stretch.from <= last.to + 1) last.to = Math.max(last.to, stretch.to);
    else merged.push({ ...stretch });
  }
  return merged;
}

/** The days of the first list that are in none of the second; both in order and apart. */
export function minus(list: readonly Stretch[], taken: readonly Stretch[]): Stretch[] {
  const left: Stretch[] = [];
  for (const { from, to } of list) {
    let next = from;
    for (const hole of taken) {
      if (hole.to < next || hole.from > to) continue;
      if (hole.from > next) left.push({ from: next, to: hole.from - 1 });
      next = hole.to + 1;
    }
    if (next <= to) left.push({ from: next, to });
  }
  return left;
}

/** The days that are in both lists; both in order and apart. */
export function overlap(list: readonly Stretch[], other: readonly Stretch[]): Stretch[] {
  return minus(list, minus(list, other));
}
