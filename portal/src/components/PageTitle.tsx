import type { ReactNode } from "react";
import { usePage } from "./use-page.ts";

type PageTitleProps = {
  /** Plain words for the tab; the heading too when there are no children. */
  title: string;
  caption?: ReactNode;
  size?: "l" | "xl" | undefined;
  /** The form on the page was refused: the tab says so. */
  error?: boolean | undefined;
  children?: ReactNode;
};

/** The page's one heading. */
export function PageTitle({ title, caption, size = "l", error = false, children }: PageTitleProps) {
  usePage(title, { error });
  return (
    <>
      {caption && <span className={`govuk-caption-${size}`}>{caption}</span>}
      <h1 className={`govuk-heading-${size}`} tabIndex={-1}>
        {children ?? title}
      </h1>
    </>
  );
}
