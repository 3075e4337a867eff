import { createContext, useContext } from "react";
import type { ServerForm } from "../../apollo/use-server-form.ts";
import type { EditCafQuery } from "./Caf.generated.ts";
import type { DraftSaver, DraftState } from "./draft-saver.ts";
import type { CafForm } from "./form.ts";

export type EditedCaf = NonNullable<EditCafQuery["caf"]>;
export type DangerReferral = NonNullable<EditedCaf["draft"]>["dangerReferrals"][number];

/** What every section of the form shares. */
export type Editing = {
  caf: EditedCaf;
  form: ServerForm<CafForm>;
  saver: DraftSaver;
  draft: DraftState;
  referrals: readonly DangerReferral[];
  canDiscard: boolean;
  /** Opens the referral to MASH over the page; `question` is a name, never words. */
  flagDanger: (question: string, about: string) => void;
  /** Fetches what is on the server; what was not saved here is given up. */
  loadNewer: () => void;
};

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === null) throw new Error("A section of a CAF stands inside its editor.");
  return editing;
}
