import { useCallback, useId, useState } from "react";
import { type DefaultValues, type FieldPath, type FieldValues, type PathValue, type UseFormReturn, useForm } from "react-hook-form";
import type { SummaryError } from "../govuk/ErrorSummary.tsx";
import { troubleOf } from "./errors.ts";

/** The shape of `UserError` in the API: a refusal that the person can mend. */
export type UserError = { code: string; field: string | null; message: string };

type Options<Values extends FieldValues> = {
  defaultValues: DefaultValues<Values>;
  /** Where the API's path differs from the form's: "content.postcode" -> "postcode". */
  fieldOf?: ((path: string) => string) | undefined;
};

type DateField = { name: string; id: string; value: string; onChange: (value: string) => void; error?: string };

/** An error with its place in the form, for a form that spreads over several pages. */
export type FormError = SummaryError & { path: string | null };

/** What `field` gives, for a part that asks one question of whatever form. */
export type FieldOf = Omit<ReturnType<UseFormReturn["register"]>, "name"> & { name: string; id: string; error?: string };

export type ServerForm<Values extends FieldValues> = {
  form: UseFormReturn<Values>;
  /** Spread onto Input, Textarea, Select, Radios or Checkboxes. */
  field: (name: FieldPath<Values>) => ReturnType<UseFormReturn<Values>["register"]> & { id: string; error?: string };
  /** Spread onto DateInput. */
  dateField: (name: FieldPath<Values>) => DateField;
  /** Give to ErrorSummary; empty when nothing is wrong. */
  errors: readonly FormError[];
  busy: boolean;
  /** For `<form onSubmit>`. The work returns the payload's errors; when there are none it has succeeded. */
  submit: (
    work: (values: Values) => Promise<readonly UserError[] | null | undefined>,
  ) => (event?: { preventDefault: () => void }) => Promise<void>;
  /** Errors that came otherwise than by submitting (a draft that saved itself, say). */
  showErrors: (errors: readonly UserError[]) => void;
};

const UNREACHABLE = "We could not reach the service. What you have typed is still here: check your connection, then try again.";
const TOO_MANY = "That was tried too many times. Wait a few minutes, then try again.";
const NOT_PROVED = "Nothing was changed, because you did not show that it is you. Try again, and enter your password or a code when asked.";
const NOT_ALLOWED = "You are not allowed to do this. If you think that is wrong, ask your agency’s lead.";

function messageOf(error: unknown): string {
  const trouble = troubleOf(error);
  if (trouble.kind === "connection") return UNREACHABLE;
  if (trouble.kind === "too-many") return TOO_MANY;
  if (trouble.kind === "step-up") return NOT_PROVED;
  if (trouble.kind === "forbidden") return NOT_ALLOWED;
  const reference = trouble.kind === "fault" && trouble.reference !== null ? ` Quote ${trouble.reference} if you ask for help.` : "";
  return `Something went wrong on our side, and it has been written down. What you have typed is still here: try again in a moment.${reference}`;
}

/**
 * A form whose judge is the API: it returns `UserError`s, and each is shown both in the summary and at
 * its question. There is no second set of limits here that could disagree with the first.
 */
export function useServerForm<Values extends FieldValues>({ defaultValues, fieldOf }: Options<Values>): ServerForm<Values> {
  const form = useForm<Values>({ defaultValues, shouldFocusError: false });
  const [shown, setShown] = useState<readonly FormError[]>([]);
  const [busy, setBusy] = useState(false);
  const prefix = useId();
  const idOf = useCallback((path: string) => `${prefix}${path}`, [prefix]);

  const showErrors = useCallback(
    (errors: readonly UserError[]) => {
      setShown(
        errors.map(({ field, message }) => {
          const path = field === null ? null : (fieldOf?.(field) ?? field.replace(/^input\./, ""));
          return { message, path, fieldId: path === null ? undefined : idOf(path) };
        }),
      );
    },
    [fieldOf, idOf],
  );

  const errorAt = (path: string): { error?: string } => {
    const found = shown.find((error) => error.path === path);
    return found === undefined ? {} : { error: found.message };
  };

  return {
    form,
    errors: shown,
    busy,
    showErrors,
    field: (name) => ({ ...form.register(name), id: idOf(name), ...errorAt(name) }),
    dateField: (name) => ({
      name,
      id: idOf(name),
      value: String(form.watch(name) ?? ""),
      onChange: (value) => form.setValue(name, value as PathValue<Values, typeof name>, { shouldDirty: true }),
      ...errorAt(name),
    }),
    submit: (work) => async (event) => {
      event?.preventDefault();
      if (busy) return;
      setBusy(true);
      try {
        showErrors((await work(form.getValues())) ?? []);
      } catch (error) {
        setShown([{ message: messageOf(error), path: null }]);
      } finally {
        setBusy(false);
      }
    },
  };
}
