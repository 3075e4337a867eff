import { useMutation } from "@apollo/client/react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Loading } from "../../components/Loading.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Details } from "../../govuk/Details.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { CodeField } from "./CodeField.tsx";
import { ConfirmSecondFactorDocument, StartSecondFactorDocument, type StartSecondFactorMutation } from "./SecondFactor.generated.ts";

/** What draws it is heavy, and is seen once in somebody's life here: it does not come with the first page. */
const QrCode = lazy(() => import("./QrCode.tsx").then((module) => ({ default: module.QrCode })));

type Offer = NonNullable<StartSecondFactorMutation["startSecondFactor"]["offer"]>;

type SetUpCodeProps = {
  /** `viewerId` is null where somebody who is signed in already changes their app. */
  onSetUp: (recoveryCodes: readonly string[], viewerId: string | null) => void;
  onRefused?: ((refused: boolean) => void) | undefined;
};

/** In fours, as people read it out to themselves. */
const inFours = (secret: string) => secret.match(/.{1,4}/g)?.join(" ") ?? secret;

function Scan({ offer }: { offer: Offer }) {
  return (
    <>
      <p className="govuk-body">
        Besides your password we ask for a code that an app on your phone makes. Any authenticator app will do, such as those of Microsoft
        or Google, and so will a password manager that makes codes.
      </p>
      <ol className="govuk-list govuk-list--number">
        <li>Open the app and choose to add an account.</li>
        <li>Point the camera at this picture.</li>
        <li>Enter the code that the app then shows.</li>
      </ol>
      <Suspense fallback={<Loading what="the picture" />}>
        <QrCode text={offer.uri} label="Picture for your authenticator app. The same can be typed: see “I cannot scan the picture”" />
      </Suspense>
      <Details summary="I cannot scan the picture">
        <p>
          If your app is on this device,{" "}
          <a className="govuk-link" href={offer.uri}>
            open it with this link
          </a>
          .
        </p>
        <p>Or choose to enter a key by hand, and type this. It is a secret: show it to nobody.</p>
        <p>
          <span className="app-secret">{inFours(offer.secret)}</span>
        </p>
      </Details>
    </>
  );
}

/** Ties an authenticator app to the account. */
export function SetUpCode({ onSetUp, onRefused }: SetUpCodeProps) {
  const [start] = useMutation(StartSecondFactorDocument);
  const [confirm] = useMutation(ConfirmSecondFactorDocument);
  const [offer, setOffer] = useState<Offer | null>(null);
  const { field, errors, busy, submit } = useServerForm({ defaultValues: { code: "" } });
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void submit(async () => {
      const { data } = await start();
      setOffer(data?.startSecondFactor.offer ?? null);
      return data?.startSecondFactor.errors;
    })();
  }, [start, submit]);
  useEffect(() => onRefused?.(errors.length > 0), [errors, onRefused]);

  if (offer === null) return errors.length > 0 ? <ErrorSummary errors={errors} /> : <Loading what="your picture" />;
  return (
    <>
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <Scan offer={offer} />
      <form
        noValidate
        onSubmit={submit(async (input) => {
          const { data } = await confirm({ variables: { input } });
          const codes = data?.confirmSecondFactor.recoveryCodes;
          if (codes) onSetUp(codes, data.confirmSecondFactor.viewer?.id ?? null);
          return data?.confirmSecondFactor.errors;
        })}
      >
        <CodeField field={field("code")} />
        <Button busy={busy}>Go on</Button>
      </form>
    </>
  );
}
