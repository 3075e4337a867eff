import type { ReactNode } from "react";
import type { Size } from "./Label.tsx";

/** What every question has, whichever control answers it. */
export type FieldProps = {
  name: string;
  label: ReactNode;
  labelSize?: Size | undefined;
  isPageHeading?: boolean | undefined;
  hint?: ReactNode;
  error?: ReactNode;
  /** The name is used when absent; error links point at this id. */
  id?: string | undefined;
};
