import { useMutation } from "@apollo/client/react";
import { Link } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { FormattedDate } from "../../components/FormattedDate.tsx";
import { Button, ButtonLink } from "../../govuk/Button.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Table } from "../../govuk/Table.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { useDone } from "./RequestForms.tsx";
import { DecideSubjectItemsDocument, type SubjectHoldingQuery } from "./SubjectAccess.generated.ts";
import { HOME, statusOf } from "./words.ts";

export type Held = NonNullable<SubjectHoldingQuery["subjectHolding"]>;
export type HeldItem = Held["items"][number];
type HoldingProps = { requestId: string; reference: string; holding: Held };

/** An item's page goes by its place in the list: an address tells nothing of what is held. */
export const itemAddress = (reference: string, index: number) => `${HOME}/${reference}/items/${index + 1}`;

const waits = ({ needsDecision, decision }: HeldItem) => needsDecision && decision === null;

/** Texts in which nobody is named whom the record knows, and that are not sensitive, go together: somebody has read them. */
function GivePlain({ requestId, items }: { requestId: string; items: readonly HeldItem[] }) {
  const done = useDone();
  const [decide] = useMutation(DecideSubjectItemsDocument, {
    refetchQueries: ["SubjectHolding", "SubjectRequest"],
    awaitRefetchQueries: true,
  });
  const { errors, busy, submit } = useServerForm({ defaultValues: {} });
  const plain = items.filter((item) => waits(item) && !item.sensitive && !item.closed && item.texts.every(({ masked }) => masked === 0));
  if (plain.length === 0) return null;
  return (
    <form
      noValidate
      onSubmit={submit(async () => {
        const itemKeys = plain.map(({ key }) => key);
        const { data } = await decide({ variables: { input: { requestId, itemKeys, decision: "AS_MASKED" } } });
        if (data?.decideSubjectItems.holding) await done(plain.length === 1 ? "One item is given" : `${plain.length} items are given`);
        return data?.decideSubjectItems.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <p className="govuk-body app-narrow">
        In {plain.length === 1 ? "one" : plain.length} of these nobody else is named that we know of, and nothing is sensitive. Read{" "}
        {plain.length === 1 ? "it" : "them"} below first: a nickname, or “her brother”, tells of somebody too.
      </p>
      <Button busy={busy} variant="secondary">
        {plain.length === 1 ? "Give that one as it is" : `Give those ${plain.length} as they are`}
      </Button>
    </form>
  );
}

export function Holding({ requestId, reference, holding: { items, undecided, withheld } }: HoldingProps) {
  const numbered = items.map((item, index) => ({ ...item, index }));
  const parts = [...new Set(items.map(({ partName }) => partName))];
  const next = numbered.find(waits);
  return (
    <section aria-labelledby="held">
      <h2 className="govuk-heading-m" id="held">
        What is held
      </h2>
      <p className="govuk-body">
        {undecided === 0
          ? "Nothing waits to be decided on."
          : undecided === 1
            ? "One item waits to be decided on."
            : `${undecided} items wait to be decided on.`}
      </p>
      {next && <ButtonLink to={itemAddress(reference, next.index)}>Decide on the next item</ButtonLink>}
      <GivePlain requestId={requestId} items={items} />
      {parts.map((part) => (
        <Table
          key={part}
          caption={part}
          columns={[
            {
              key: "title",
              header: "Item",
              value: ({ title }) => title,
              cell: ({ title, index, facts, texts }) => (
                <>
                  <Link className="govuk-link" to={itemAddress(reference, index)}>
                    {title}
                  </Link>
                  {facts.length > 0 && (
                    <span className="app-under">{facts.map(({ label, value }) => `${label}: ${value}`).join("; ")}</span>
                  )}
                  {texts.map(({ label, given }) => (
                    <span className="app-under app-written" key={label}>
                      {given}
                    </span>
                  ))}
                </>
              ),
            },
            { key: "on", header: "Day", value: ({ on }) => on ?? "", cell: ({ on }) => on !== null && <FormattedDate date={on} /> },
            {
              key: "status",
              header: "Decision",
              value: (item) => statusOf(item).text,
              cell: (item) => <Tag colour={statusOf(item).colour}>{statusOf(item).text}</Tag>,
            },
          ]}
          rows={numbered.filter(({ partName }) => partName === part)}
          rowKey={({ key }) => key}
          stack
        />
      ))}
      <Table
        caption="What is withheld as it stands"
        columns={[
          { key: "reason", header: "Why", value: ({ reason }) => reason },
          { key: "count", header: "Values", value: ({ count }) => count, numeric: true },
        ]}
        rows={withheld}
        rowKey={({ reason }) => reason}
        empty={<p className="govuk-body">Nothing is withheld.</p>}
      />
    </section>
  );
}
