import { useMutation, useQuery } from "@apollo/client/react";
import { useNavigate, useParams } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { FormattedInstant } from "../../components/FormattedDate.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button, ButtonGroup, ButtonLink } from "../../govuk/Button.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { WarningText } from "../../govuk/WarningText.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { DiscardCafDraftDocument, DraftToDiscardDocument, type DraftToDiscardQuery } from "./Caf.generated.ts";
import { lostWith } from "./lost.ts";

type Caf = NonNullable<DraftToDiscardQuery["caf"]>;

function Kept({ caf }: { caf: Caf }) {
  const referred = (caf.draft?.dangerReferrals.length ?? 0) > 0;
  return (
    <div className="app-narrow">
      <PageTitle title="This CAF cannot be discarded" caption={caf.reference} />
      <p className="govuk-body">
        {referred
          ? "A referral to MASH is recorded in it, and that record is kept."
          : "Only the team that holds it can discard it, and only before it is submitted for the first time."}
      </p>
      <ButtonLink to={`/cafs/${caf.reference}${caf.viewerCanEdit ? "/edit" : ""}`}>Back to {caf.reference}</ButtonLink>
    </div>
  );
}

function Lost({ draft }: { draft: NonNullable<Caf["draft"]> }) {
  const lost = lostWith(draft.content);
  if (lost.length === 0) return <p className="govuk-body">Nothing has been written in it yet.</p>;
  return (
    <>
      <p className="govuk-body">
        You lose what it says, last saved on <FormattedInstant instant={draft.savedAt} />:
      </p>
      <ul className="govuk-list govuk-list--bullet">
        {lost.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

function DiscardForm({ caf, draft, look }: { caf: Caf; draft: NonNullable<Caf["draft"]>; look: () => Promise<unknown> }) {
  const navigate = useNavigate();
  const [discard] = useMutation(DiscardCafDraftDocument);
  const { errors, busy, submit } = useServerForm({ defaultValues: {} });
  return (
    <div className="app-narrow">
      <BackLink to={`/cafs/${caf.reference}/edit`}>Back to {caf.reference}</BackLink>
      <form
        noValidate
        onSubmit={submit(async () => {
          const { data } = await discard({
            variables: { input: { cafId: caf.id, version: caf.version } },
            update(cache) {
              // Home and the family's page ask anew rather than show once more what is gone.
              cache.evict({ id: `Caf:${caf.id}` });
              cache.evict({ id: "ROOT_QUERY", fieldName: "tasks" });
            },
          });
          const refused = data?.discardCafDraft.errors ?? [];
          if (refused.length === 0) await navigate("/", { replace: true, state: { done: `${caf.reference} is discarded` } });
          // Somebody wrote in it meanwhile: what would be lost is now more than was shown.
          else if (refused.some(({ code }) => code === "STALE")) await look();
          return refused.map((error) => ({ ...error, field: null }));
        })}
      >
        {errors.length > 0 && <ErrorSummary errors={errors} />}
        <PageTitle title="Discard this draft?" caption={caf.reference} error={errors.length > 0} />
        <Lost draft={draft} />
        <WarningText>It goes for good. Nobody can bring it back.</WarningText>
        <p className="govuk-body">
          What is already on record about a family stays as it is. That you discarded a draft is recorded, not what it said.
        </p>
        <ButtonGroup>
          <Button busy={busy} variant="warning">
            Discard the draft
          </Button>
          <ButtonLink to={`/cafs/${caf.reference}/edit`} variant="secondary">
            Keep it
          </ButtonLink>
        </ButtonGroup>
      </form>
    </div>
  );
}

function DiscardCafPage() {
  const { reference = "" } = useParams();
  // Past the cache, like the form itself: a draft is kept nowhere but on the server.
  const query = useQuery(DraftToDiscardDocument, { variables: { reference }, fetchPolicy: "no-cache" });
  return (
    <Loaded query={query} what="draft">
      {({ caf }) => {
        if (caf === null) return <NotFound what="CAF" />;
        if (!caf.viewerCanDiscard || caf.draft === null) return <Kept caf={caf} />;
        return <DiscardForm caf={caf} draft={caf.draft} look={() => query.refetch()} />;
      }}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="cafs.write">
      <DiscardCafPage />
    </RequirePermission>
  );
}
