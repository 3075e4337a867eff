/** The parts of an expression, as Postgres writes it back, that one operator joins at its outermost level. */
export function parts(expression: string, operator: string): readonly string[] {
  const bare = unwrapped(expression.trim());
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < bare.length; at += 1) {
    if (bare[at] === "(") depth += 1;
    if (bare[at] === ")") depth -= 1;
    if (depth > 0 || !bare.startsWith(operator, at)) continue;
    found.push(bare.slice(start, at));
    start = at + operator.length;
  }
  return [...found, bare.slice(start)].map((part) => unwrapped(part.trim()));
}

/** Without the brackets that go round the whole of it. */
function unwrapped(text: string): string {
  if (!text.startsWith("(")) return text;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
    if (depth === 0) return at === text.length - 1 ? unwrapped(text.slice(1, -1)) : text;
  }
  return text;
}
