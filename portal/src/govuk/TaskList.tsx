import type { ReactNode } from "react";
import { Link, type To } from "react-router";
import { classes } from "./classes.ts";
import { Tag, type TagColour } from "./Tag.tsx";

export type Task = {
  title: ReactNode;
  to?: To | undefined;
  hint?: ReactNode;
  status: string;
  /** With a colour the status is a tag; finished work is plain text, so that what is left stands out. */
  colour?: TagColour | undefined;
  cannotStart?: boolean | undefined;
};

export function TaskList({ items, idPrefix = "task-list" }: { items: readonly Task[]; idPrefix?: string }) {
  return (
    <ul className="govuk-task-list">
      {items.map((task, index) => {
        const hintId = `${idPrefix}-${index + 1}-hint`;
        const statusId = `${idPrefix}-${index + 1}-status`;
        return (
          <li key={statusId} className={classes("govuk-task-list__item", task.to !== undefined && "govuk-task-list__item--with-link")}>
            <div className="govuk-task-list__name-and-hint">
              {task.to === undefined ? (
                <div>{task.title}</div>
              ) : (
                <Link
                  className="govuk-link govuk-task-list__link"
                  to={task.to}
                  aria-describedby={classes(Boolean(task.hint) && hintId, statusId)}
                >
                  {task.title}
                </Link>
              )}
              {task.hint && (
                <div id={hintId} className="govuk-task-list__hint">
                  {task.hint}
                </div>
              )}
            </div>
            <div
              className={classes("govuk-task-list__status", task.cannotStart && "govuk-task-list__status--cannot-start-yet")}
              id={statusId}
            >
              {task.colour === undefined ? task.status : <Tag colour={task.colour}>{task.status}</Tag>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
