import type { ReactNode } from "react";
import { Button } from "./Button.tsx";
import { classes } from "./classes.ts";
import { useRest } from "./rest.ts";

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

type TimelineProps = {
  entries: readonly TimelineEntry[];
  headingLevel?: 2 | 3 | 4;
  /** How many show until a button is pressed for the rest. */
  first?: number | undefined;
};

/** What happened, newest first, after the Ministry of Justice's timeline. */
export function Timeline({ entries, headingLevel = 3, first }: TimelineProps) {
  const Heading = `h${headingLevel}` as const;
  const { more, itemProps, showAll } = useRest<HTMLLIElement>(entries.length, first);
  return (
    <>
      <ol className="app-timeline">
        {entries.map((entry, index) => {
          const { className, ...props } = itemProps(index);
          return (
            <li key={entry.id} className={classes("app-timeline__item", className)} {...props}>
              <div className="app-timeline__header">
                <Heading className="app-timeline__title">{entry.title}</Heading>
                {entry.by && <p className="app-timeline__byline">by {entry.by}</p>}
              </div>
              <p className="app-timeline__date">
                <time dateTime={entry.dateTime}>{entry.when}</time>
              </p>
              {entry.body && <div className="app-timeline__description">{entry.body}</div>}
            </li>
          );
        })}
      </ol>
      {more > 0 && (
        <Button type="button" variant="secondary" onClick={showAll}>
          Show {more === 1 ? "1 earlier entry" : `${more} earlier entries`}
        </Button>
      )}
    </>
  );
}
