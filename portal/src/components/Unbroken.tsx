const REFERENCE = /\b((?:CAF|F)-\d+)\b/;

/** Text in which no reference such as CAF-101338 is broken at its hyphen. */
export function Unbroken({ text }: { text: string }) {
  return text.split(REFERENCE).map((part) =>
    REFERENCE.test(part) ? (
      <span key={part} className="app-nowrap">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
