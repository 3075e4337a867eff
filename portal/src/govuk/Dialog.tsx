import { type ReactNode, useEffect, useId, useRef } from "react";

type DialogProps = {
  title: string;
  /** Escape; leave it out when the person must choose. */
  onCancel?: (() => void) | undefined;
  /** Hides the page underneath: its reader may not be the one who left it. */
  covering?: boolean | undefined;
  children: ReactNode;
};

/** A modal over the page, which stays as it was underneath. The browser itself keeps the focus inside. */
export function Dialog({ title, onCancel, covering = false, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      className={covering ? "app-dialog app-dialog--covering" : "app-dialog"}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onCancel?.();
      }}
    >
      <h2 className="govuk-heading-m" id={titleId}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}
