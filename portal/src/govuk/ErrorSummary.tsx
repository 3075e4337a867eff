import { type ReactNode, useEffect, useRef } from "react";

export type SummaryError = {
  message: string;
  /** The id of the control; left out when the error is of the form as a whole. */
  fieldId?: string | undefined;
};

const FOCUSABLE = "summary, input:not([type=hidden]), select, textarea, button, a[href]";

/** Goes to the control itself, or to the first control of a group of that id, with its question in view. */
export function focusField(fieldId: string): void {
  const target = document.getElementById(fieldId);
  if (target === null) return;
  const control = target.matches(FOCUSABLE) ? target : target.querySelector<HTMLElement>(FOCUSABLE);
  const question = target.closest("fieldset")?.querySelector("legend") ?? target.closest(".govuk-form-group");
  (question ?? target).scrollIntoView({ block: "start" });
  (control ?? target).focus({ preventScroll: true });
}

type ErrorSummaryProps = {
  title?: string | undefined;
  errors: readonly SummaryError[];
  /** Where the control may be on another page of the form; otherwise it is focused here. */
  onFollow?: ((fieldId: string) => void) | undefined;
  children?: ReactNode;
};

/** Takes the focus when it appears, and again whenever it is given a new list. */
export function ErrorSummary({ title = "There is a problem", errors, onFollow = focusField, children }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) {
      box.current?.scrollIntoView({ block: "nearest" });
      box.current?.focus();
    }
  }, [errors]);

  return (
    <div className="govuk-error-summary" data-module="govuk-error-summary" ref={box} tabIndex={-1}>
      <div role="alert">
        <h2 className="govuk-error-summary__title">{title}</h2>
        <div className="govuk-error-summary__body">
          {children && <p>{children}</p>}
          <ul className="govuk-list govuk-error-summary__list">
            {errors.map(({ fieldId, message }) => (
              <li key={`${fieldId ?? ""} ${message}`}>
                {fieldId === undefined ? (
                  message
                ) : (
                  <a
                    href={`#${fieldId}`}
                    onClick={(event) => {
                      event.preventDefault();
                      onFollow(fieldId);
                    }}
                  >
                    {message}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}
