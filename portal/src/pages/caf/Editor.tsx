import { useApolloClient } from "@apollo/client/react";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { useBlocker, useLocation, useParams } from "react-router";
import { useStore } from "../../apollo/store.ts";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { DangerNotice } from "../../components/DangerNotice.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button, ButtonGroup } from "../../govuk/Button.tsx";
import { Dialog } from "../../govuk/Dialog.tsx";
import { focusField } from "../../govuk/ErrorSummary.tsx";
import type { CafContentFieldsFragment } from "./Caf.generated.ts";
import { createSaver } from "./create-saver.ts";
import { DangerDialog } from "./DangerDialog.tsx";
import type { DraftSaver } from "./draft-saver.ts";
import { type EditedCaf, EditingContext, useEditing } from "./editing.ts";
import { fieldOf } from "./fields.ts";
import { type CafForm, toContent, toForm } from "./form.ts";
import { Principles } from "./Principles.tsx";
import { SaveStatus } from "./SaveStatus.tsx";
import { SectionPage } from "./SectionPage.tsx";

/** Leaving with something unsaved saves it first; where that fails the person decides. */
function UnsavedGuard({ saver, base }: { saver: DraftSaver; base: string }) {
  const blocker = useBlocker(({ nextLocation }) => saver.state.get().status !== "saved" && !nextLocation.pathname.startsWith(base));
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (blocker.state !== "blocked") return setAsking(false);
    void saver.flush().then((kept) => (kept ? blocker.proceed() : setAsking(true)));
  }, [blocker, saver]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (saver.state.get().status !== "saved") event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [saver]);
  if (!asking || blocker.state !== "blocked") return null;
  return (
    <Dialog title="What you typed last is not saved" onCancel={() => blocker.reset()}>
      <p className="govuk-body">If you leave this CAF now, that is lost.</p>
      <ButtonGroup>
        <Button type="button" onClick={() => blocker.reset()}>
          Stay here
        </Button>
        <Button type="button" variant="warning" onClick={() => blocker.proceed()}>
          Leave without saving
        </Button>
      </ButtonGroup>
    </Dialog>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const { caf, draft } = useEditing();
  const { section } = useParams();
  return (
    <>
      <div className="app-caf__bar">
        {section === undefined ? <BackLink to="/">Home</BackLink> : <BackLink to={`/cafs/${caf.reference}/edit`}>All sections</BackLink>}
        <SaveStatus />
      </div>
      <div className="app-caf__danger">
        <DangerNotice compact={section !== undefined} />
      </div>
      <div className={section === "needs" ? "app-caf app-caf--wide" : "app-caf"}>
        <div className="app-caf__main">{children}</div>
        <aside className="app-caf__beside" aria-label="How far this CAF has come">
          <Principles principles={draft.principles} heading="Before the family can be attached">
            A CAF can be submitted while some do not.
          </Principles>
        </aside>
      </div>
    </>
  );
}

type EditorProps = { caf: EditedCaf; content: CafContentFieldsFragment; loadNewer: () => void };

/** One form over the whole CAF. Its sections are pages of their own, but what is typed stands here. */
export function Editor({ caf, content, loadNewer }: EditorProps) {
  const client = useApolloClient();
  const [initial] = useState(() => toForm(content));
  const lastContent = useRef<CafForm>(initial);
  const placeOf = useCallback((path: string) => fieldOf(path, toContent(lastContent.current, new Set())), []);
  const form = useServerForm<CafForm>({ defaultValues: initial, fieldOf: placeOf });
  const { form: controls, showErrors } = form;
  const [saver] = useState(() => createSaver(client, caf, content, () => controls.getValues()));
  const draft = useStore(saver.state);
  const [{ referrals, canDiscard }, setRecorded] = useState({
    referrals: caf.draft?.dangerReferrals ?? [],
    canDiscard: caf.viewerCanDiscard,
  });
  const [danger, setDanger] = useState<{ question: string; about: string } | null>(null);

  useEffect(() => {
    const { unsubscribe } = controls.watch(() => saver.touch());
    return () => {
      unsubscribe();
      saver.stop();
    };
  }, [controls, saver]);

  const { status, errors } = draft;
  useEffect(() => {
    lastContent.current = controls.getValues();
    if (status === "refused") showErrors(errors);
  }, [status, errors, showErrors, controls]);

  const { state, key } = useLocation();
  useEffect(() => {
    const target: unknown = state?.focus;
    if (key !== "default" && typeof target === "string") focusField(target);
  }, [state, key]);

  return (
    <EditingContext
      value={{ caf, form, saver, draft, referrals, canDiscard, flagDanger: (question, about) => setDanger({ question, about }), loadNewer }}
    >
      <Frame>
        <SectionPage />
      </Frame>
      {danger && (
        <DangerDialog
          {...danger}
          cafId={caf.id}
          onClose={() => setDanger(null)}
          onRecorded={(recorded) => {
            setRecorded(recorded);
            setDanger(null);
          }}
        />
      )}
      <UnsavedGuard saver={saver} base={`/cafs/${caf.reference}/edit`} />
    </EditingContext>
  );
}
