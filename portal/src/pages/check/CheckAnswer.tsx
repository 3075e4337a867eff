import { useApolloClient } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { useViewer } from "../../components/ViewerProvider.tsx";
import { Button } from "../../govuk/Button.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { NotificationBanner } from "../../govuk/NotificationBanner.tsx";
import { SaveCafDraftDocument } from "../caf/Caf.generated.ts";
import { EMPTY_CONTENT } from "../caf/form.ts";
import { StartCafDocument } from "./Check.generated.ts";

/** What was looked for; it goes on into the draft, never into an address. */
export type Asked = { familyName: string; dateOfBirth: string; postcode: string };

type CheckAnswerProps = {
  asked: Asked;
  answer: "CONTACT_TEAM" | "CONTACT_EARLY_HELP_DESK" | "NONE_KNOWN";
  contact: string | null;
};

/** Begins a CAF and writes down at once what was just typed, so that nobody types it twice. */
function StartCaf({ asked }: { asked: Asked }) {
  const client = useApolloClient();
  const navigate = useNavigate();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { errors, busy, submit } = useServerForm({ defaultValues: {} });

  const writeDown = (cafId: string, version: number) => {
    const { familyName, dateOfBirth, postcode } = asked;
    const content = { ...EMPTY_CONTENT, familyName, postcode, members: [{ key: "m1", familyName, dateOfBirth }] };
    return client.mutate({ mutation: SaveCafDraftDocument, variables: { input: { cafId, version, content } }, fetchPolicy: "no-cache" });
  };
  return (
    <form
      noValidate
      onSubmit={submit(async () => {
        const { data } = await client.mutate({
          mutation: StartCafDocument,
          variables: { input: { idempotencyKey } },
          fetchPolicy: "no-cache",
        });
        const caf = data?.startCaf.caf;
        if (caf) {
          // The draft stands even where this does not arrive: then the form is simply empty.
          await writeDown(caf.id, caf.version).catch(() => undefined);
          await navigate(`/cafs/${caf.reference}/edit`);
        }
        return data?.startCaf.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <Button busy={busy}>Start a CAF</Button>
    </form>
  );
}

/** The answer in plain words, and what to do next. */
export function CheckAnswer({ asked, answer, contact }: CheckAnswerProps) {
  const { can } = useViewer();
  if (answer === "CONTACT_TEAM") {
    return (
      <NotificationBanner success title="Answer" heading="Yes, this family has a CAF">
        <p className="govuk-body">
          Contact this team: <strong>{contact}</strong>.
        </p>
        <p className="govuk-body">Ask how you can join the team around the family. Do not start a second CAF.</p>
      </NotificationBanner>
    );
  }
  if (answer === "CONTACT_EARLY_HELP_DESK") {
    return (
      <NotificationBanner success title="Answer" heading="Yes, contact the early help desk">
        <p className="govuk-body">{contact}. They will tell you what to do next.</p>
      </NotificationBanner>
    );
  }
  return (
    <NotificationBanner success title="Answer" heading="None known to us">
      <p className="govuk-body">
        We know of no CAF for a family with these details. If a name may be spelt in another way, or they have moved, check again below.
      </p>
      {can("cafs.write") ? (
        <>
          <p className="govuk-body">
            If the family agrees to an assessment, start one now. You can leave it and come back: it saves itself as you type.
          </p>
          <StartCaf asked={asked} />
        </>
      ) : (
        <p className="govuk-body">Somebody who works with the family can start one.</p>
      )}
    </NotificationBanner>
  );
}
