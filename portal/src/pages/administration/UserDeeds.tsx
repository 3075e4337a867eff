import { useMutation } from "@apollo/client/react";
import { type ReactNode, useState } from "react";
import { type UserError, useServerForm } from "../../apollo/use-server-form.ts";
import { Button, ButtonGroup } from "../../govuk/Button.tsx";
import { Dialog } from "../../govuk/Dialog.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import {
  DisableUserDocument,
  EnableUserDocument,
  InviteUserAgainDocument,
  ResetSecondFactorDocument,
  type User_UserFragment,
} from "./Users.generated.ts";

type User = User_UserFragment;

type DeedProps = {
  title: string;
  /** What follows from it, said before it is done. */
  children: ReactNode;
  button: ReactNode;
  confirm: string;
  warning?: boolean | undefined;
  /** Returns what is wrong, or what to say once it is done. */
  work: () => Promise<{ errors: readonly UserError[]; done: string }>;
  onDone: (done: string) => void;
};

/** Something done to somebody, which is asked for twice. */
export function Deed({ title, children, button, confirm, warning = false, work, onDone }: DeedProps) {
  const [asked, setAsked] = useState(false);
  const { errors, busy, submit } = useServerForm({ defaultValues: {} });
  return (
    <>
      <Button type="button" variant={warning ? "warning" : "secondary"} onClick={() => setAsked(true)}>
        {button}
      </Button>
      {asked && (
        <Dialog title={title} onCancel={() => setAsked(false)}>
          <form
            noValidate
            onSubmit={submit(async () => {
              const { errors: refused, done } = await work();
              if (refused.length === 0) {
                setAsked(false);
                onDone(done);
              }
              return refused;
            })}
          >
            {errors.length > 0 && <ErrorSummary errors={errors} />}
            <p className="govuk-body">{children}</p>
            <ButtonGroup>
              <Button busy={busy} variant={warning ? "warning" : undefined}>
                {confirm}
              </Button>
              <Button type="button" variant="secondary" onClick={() => setAsked(false)}>
                Cancel
              </Button>
            </ButtonGroup>
          </form>
        </Dialog>
      )}
    </>
  );
}

/** What an administrator may do to somebody besides changing where they work. */
export function UserDeeds({ user, onDone }: { user: User; onDone: (done: string) => void }) {
  const [inviteAgain] = useMutation(InviteUserAgainDocument);
  const [disable] = useMutation(DisableUserDocument);
  const [enable] = useMutation(EnableUserDocument);
  const [reset] = useMutation(ResetSecondFactorDocument);
  const variables = { input: { userId: user.id, version: user.version } };
  return (
    <ButtonGroup>
      {user.status === "INVITED" && (
        <Deed
          title="Send the invitation again"
          button="Send the invitation again"
          confirm="Send it"
          onDone={onDone}
          work={async () => {
            const { data } = await inviteAgain({ variables });
            const sent = data?.inviteUserAgain.sent === true;
            return {
              errors: data?.inviteUserAgain.errors ?? [],
              done: sent ? "A new link is on its way" : "The mail could not be sent. Try again later",
            };
          }}
        >
          The link that they were sent before stops working.
        </Deed>
      )}
      {user.codeSetUp && (
        <Deed
          title={`Reset how ${user.name} signs in`}
          button="Reset authenticator app"
          confirm="Reset it"
          onDone={onDone}
          work={async () => {
            const { data } = await reset({ variables });
            return { errors: data?.resetSecondFactor.errors ?? [], done: `${user.name} sets up an app when they next sign in` };
          }}
        >
          For somebody who has lost their phone and their recovery codes. Make sure that it is really they who ask: call them on a number
          that you know. They are signed out, and set up an app anew after their password.
        </Deed>
      )}
      {user.status === "DISABLED" ? (
        <Deed
          title={`Let ${user.name} in again`}
          button="Enable"
          confirm="Let them in"
          onDone={onDone}
          work={async () => {
            const { data } = await enable({ variables });
            return { errors: data?.enableUser.errors ?? [], done: `${user.name} can sign in again` };
          }}
        >
          They sign in with the password that they had, and see what their role and team see now.
        </Deed>
      ) : (
        <Deed
          title={`Shut ${user.name} out`}
          button="Disable"
          confirm="Shut them out"
          warning
          onDone={onDone}
          work={async () => {
            const { data } = await disable({ variables });
            return { errors: data?.disableUser.errors ?? [], done: `${user.name} is shut out` };
          }}
        >
          They are signed out at once, everywhere, and cannot sign in. What they did stays theirs. You can let them in again.
        </Deed>
      )}
    </ButtonGroup>
  );
}
