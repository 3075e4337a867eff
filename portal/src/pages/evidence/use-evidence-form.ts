import { useCallback, useState } from "react";
import { useNavigate } from "react-router";
import type { EvidenceKind } from "../../apollo/schema.generated.ts";
import { type ServerForm, type UserError, useServerForm } from "../../apollo/use-server-form.ts";
import { tell } from "../family/told.ts";
import type { FamilyForEvidenceQuery } from "./Evidence.generated.ts";
import { type EvidenceValues, placeOf } from "./form.ts";
import { KIND_FORMS } from "./kinds.ts";
import { whatChanged } from "./what-changed.ts";

export type EvidenceFamily = NonNullable<FamilyForEvidenceQuery["family"]>;
type Answer = {
  evidence: object | null;
  family: Pick<EvidenceFamily, "standing"> | null;
  errors: readonly UserError[];
};

type EvidenceForm = {
  form: ServerForm<EvidenceValues>;
  asksWhetherAgain: boolean;
  /** What the API said: back to the family with what it changed, or the faults to show. */
  settle: (answer: Answer | undefined, done: string) => Promise<readonly UserError[] | undefined>;
};

/** A form for one entry, and the way back once the entry is recorded. */
export function useEvidenceForm(family: EvidenceFamily, kind: EvidenceKind, defaultValues: EvidenceValues): EvidenceForm {
  const navigate = useNavigate();
  const [asksWhetherAgain, setAsksWhetherAgain] = useState(false);
  // As it was when the form was opened: the answer replaces what the page knows.
  const [before] = useState(family.standing);
  const fieldOf = useCallback((path: string) => placeOf(kind, path), [kind]);
  const form = useServerForm<EvidenceValues>({ defaultValues, fieldOf });
  return {
    form,
    asksWhetherAgain,
    settle: async (answer, done) => {
      if (!answer?.evidence) {
        if (KIND_FORMS[kind].lasts === "DAY" && answer?.errors.some(({ code }) => code === "DUPLICATE")) setAsksWhetherAgain(true);
        return answer?.errors;
      }
      const told = tell(whatChanged(before, answer.family?.standing ?? null));
      await navigate(`/families/${family.id}`, { state: { done, told } });
      return undefined;
    },
  };
}

/** What the forms need to know of the plan and the calendar. */
export function surroundings(family: EvidenceFamily, schoolTerms: FamilyForEvidenceQuery["schoolTerms"]) {
  return {
    terms: schoolTerms,
    criteria: (family.standing?.criteria ?? []).map(({ criterion }) => criterion),
    kinds: family.viewerCanAddEvidence,
  };
}
