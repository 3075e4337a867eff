import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link, type To } from "react-router";
import { classes } from "./classes.ts";

type Variant = "secondary" | "warning" | "inverse";

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className"> & {
  variant?: Variant | undefined;
  className?: string | undefined;
  /** True while its work is under way: a second press does nothing, focus stays where it was. */
  busy?: boolean | undefined;
};

export function Button({ variant, className, busy = false, type = "submit", onClick, children, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classes("govuk-button", variant && `govuk-button--${variant}`, className)}
      data-module="govuk-button"
      // Not `disabled`: that would drop keyboard focus to the top of the page.
      {...(busy ? { "aria-disabled": true } : {})}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
    </button>
  );
}

type ButtonLinkProps = {
  to: To;
  variant?: Variant | undefined;
  /** The arrow of a first page's way in. */
  start?: boolean | undefined;
  className?: string | undefined;
  children: ReactNode;
};

export function ButtonLink({ to, variant, start = false, className, children }: ButtonLinkProps) {
  return (
    <Link
      to={to}
      role="button"
      draggable={false}
      className={classes("govuk-button", variant && `govuk-button--${variant}`, className, start && "govuk-button--start")}
      data-module="govuk-button"
      onKeyDown={(event) => {
        // A link that looks like a button answers to the space bar as buttons do.
        if (event.key === " ") {
          event.preventDefault();
          event.currentTarget.click();
        }
      }}
    >
      {children}
      {start && (
        <svg
          className="govuk-button__start-icon"
          xmlns="http://www.w3.org/2000/svg"
          width="17.5"
          height="19"
          viewBox="0 0 33 40"
          aria-hidden="true"
          focusable="false"
        >
          <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
        </svg>
      )}
    </Link>
  );
}

export function ButtonGroup({ children }: { children: ReactNode }) {
  return <div className="govuk-button-group">{children}</div>;
}
