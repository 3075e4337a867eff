import type { ReactNode } from "react";

export type TimelineEntry = {
  id: string;
  title: ReactNode;
  /** Already in words: "14 July 2017". */
  when: string;
  /** For machines: the ISO date or time. */
  dateTime: string;
  by?: ReactNode;
  body?: ReactNode;
};

/** What happened, newest first, after the Ministry of Justice's timeline. */
export function Timeline({ entries, headingLevel = 3 }: { entries: readonly TimelineEntry[]; headingLevel?: 2 | 3 | 4 }) {
  const Heading = `h${headingLevel}` as const;
  return (
    <ol className="app-timeline">
      {entries.map((entry) => (
        <li key={entry.id} className="app-timeline__item">
          <div className="app-timeline__header">
            <Heading className="app-timeline__title">{entry.title}</Heading>
            {entry.by && <p className="app-timeline__byline">by {entry.by}</p>}
          </div>
          <p className="app-timeline__date">
            <time dateTime={entry.dateTime}>{entry.when}</time>
          </p>
          {entry.body && <div className="app-timeline__description">{entry.body}</div>}
        </li>
      ))}
    </ol>
  );
}
