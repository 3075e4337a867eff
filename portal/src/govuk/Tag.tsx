import type { ReactNode } from "react";
import { classes } from "./classes.ts";

export type TagColour = "grey" | "green" | "teal" | "blue" | "purple" | "magenta" | "red" | "orange" | "yellow";

type TagProps = { colour?: TagColour | undefined; className?: string | undefined; children: ReactNode };

export function Tag({ colour, className, children }: TagProps) {
  return <strong className={classes("govuk-tag", colour && `govuk-tag--${colour}`, className)}>{children}</strong>;
}
