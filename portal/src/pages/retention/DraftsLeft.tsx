import { useMutation, useQuery } from "@apollo/client/react";
import { useNavigate } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { formatDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { Button } from "../../govuk/Button.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Table } from "../../govuk/Table.tsx";
import { WarningText } from "../../govuk/WarningText.tsx";
import { DisposeDraftsDocument, DraftsDueDocument } from "./Retention.generated.ts";

function DisposeForm({ total, onDone }: { total: number; onDone: () => void }) {
  const navigate = useNavigate();
  const [dispose] = useMutation(DisposeDraftsDocument);
  const { errors, busy, submit } = useServerForm({ defaultValues: {} });
  const done = total === 1 ? "The draft is disposed of" : `${total} drafts are disposed of`;
  return (
    <form
      noValidate
      onSubmit={submit(async () => {
        const { data } = await dispose({ variables: { input: { total } } });
        onDone();
        if (data?.disposeDrafts.disposed) await navigate(".", { state: { done }, replace: true });
        return data?.disposeDrafts.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <WarningText>This cannot be undone. Everything written in {total === 1 ? "this draft" : "these drafts"} goes.</WarningText>
      <Button busy={busy} variant="warning">
        {total === 1 ? "Dispose of this draft" : `Dispose of these ${total} drafts`}
      </Button>
    </form>
  );
}

/** CAFs that were begun, never submitted and left: one person disposes of them, since they decided nothing. */
export function DraftsLeft() {
  const query = useQuery(DraftsDueDocument, { fetchPolicy: "cache-and-network" });
  return (
    <Loaded query={query} what="the drafts">
      {({ draftsDue: { total, drafts } }) => (
        <>
          <Table
            caption={`CAFs never submitted that are due (${total})`}
            columns={[
              { key: "reference", header: "CAF", value: ({ reference }) => reference },
              { key: "team", header: "Begun by", value: ({ team }) => team },
              { key: "savedOn", header: "Last worked on", value: ({ savedOn }) => savedOn, cell: ({ savedOn }) => formatDate(savedOn) },
            ]}
            rows={drafts}
            rowKey={({ reference }) => reference}
            empty={<p className="govuk-body">No draft is due.</p>}
            stack
          />
          {total > drafts.length && (
            <p className="govuk-body">
              The first {drafts.length} of {total} are shown.
            </p>
          )}
          {total > 0 && <DisposeForm total={total} onDone={() => void query.refetch()} />}
        </>
      )}
    </Loaded>
  );
}
