/** In a table that a person reads across: that there is nothing. A card on a phone leaves the line out. */
export function None() {
  return <span className="app-none">–</span>;
}
