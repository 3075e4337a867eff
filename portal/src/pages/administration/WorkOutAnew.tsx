import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import type { UserError } from "../../apollo/use-server-form.ts";
import { Button } from "../../govuk/Button.tsx";
import { Details } from "../../govuk/Details.tsx";
import { StartReevaluationDocument } from "./Plans.generated.ts";

type WorkOutAnewProps = {
  busy: boolean;
  /** Does the work, and shows what was refused. */
  onPress: (work: () => Promise<readonly UserError[] | undefined>) => void;
};

/** Seldom needed, so it is folded away. */
export function WorkOutAnew({ busy, onPress }: WorkOutAnewProps) {
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const [start] = useMutation(StartReevaluationDocument);
  const work = async () => {
    const { data } = await start({ variables: { input: { idempotencyKey } } });
    if (data?.startReevaluation.reevaluation) setKey(crypto.randomUUID());
    return data?.startReevaluation.errors;
  };
  return (
    <Details summary="Work every family out again under the same plan">
      <p>
        This is needed after school terms were corrected, or when the service has learnt to read a rule better. Everybody can go on working
        meanwhile. A re-evaluation that is not finished is replaced.
      </p>
      <Button type="button" variant="secondary" busy={busy} onClick={() => onPress(work)}>
        Work every family out again
      </Button>
    </Details>
  );
}
