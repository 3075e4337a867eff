import { useMutation, useQuery } from "@apollo/client/react";
import { useNavigate, useSearchParams } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { formatDate, isRealDate } from "../../components/dates.ts";
import { FormattedInstant } from "../../components/FormattedDate.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Table } from "../../govuk/Table.tsx";
import { PublicationsDocument, type PublicationsQuery, PublishMonthDocument } from "./Board.generated.ts";
import { monthEndsBefore } from "./month-ends.ts";

const TITLE = "Publish a month’s figures";
const CHOICES = 6;

function PublishForm({ publications }: PublicationsQuery) {
  const { today } = useSignedIn();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const [publish] = useMutation(PublishMonthDocument, { refetchQueries: [PublicationsDocument] });
  const asked = params.get("month") ?? "";
  const { field, errors, busy, submit } = useServerForm({ defaultValues: { asOf: isRealDate(asked) ? asked : "" } });
  const published = new Set(publications.map(({ asOf }) => asOf));
  const open = monthEndsBefore(today, CHOICES).filter((day) => !published.has(day));
  return (
    <div className="app-narrow">
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <PageTitle title={TITLE} error={errors.length > 0} />
      <p className="govuk-body">
        Board members and auditors read published month-ends only, with small numbers hidden. A month is published once: its figures then
        stay as they are, whatever is recorded later.
      </p>
      {open.length === 0 ? (
        <p className="govuk-body">Every one of the last {CHOICES} months is published.</p>
      ) : (
        <form
          noValidate
          onSubmit={submit(async ({ asOf }) => {
            if (asOf === "") return [{ code: "MISSING", field: "asOf", message: "Choose a month" }];
            const { data } = await publish({ variables: { input: { asOf } } });
            if (data?.publishMonth.publication) await navigate(`/board?asOf=${asOf}`, { state: { published: true } });
            return data?.publishMonth.errors;
          })}
        >
          <Radios
            {...field("asOf")}
            legend="Which month-end?"
            legendSize="s"
            options={open.map((day) => ({ value: day, label: formatDate(day) }))}
          />
          <Button busy={busy}>Publish</Button>
        </form>
      )}
      <Table
        caption="Published so far"
        columns={[
          { key: "asOf", header: "Month-end", value: ({ asOf }) => asOf, cell: ({ asOf }) => formatDate(asOf) },
          {
            key: "publishedAt",
            header: "Published",
            value: ({ publishedAt }) => publishedAt,
            cell: ({ publishedAt }) => <FormattedInstant instant={publishedAt} />,
          },
        ]}
        rows={publications}
        rowKey={({ asOf }) => asOf}
        empty="Nothing is published yet."
        csvName="publications"
      />
    </div>
  );
}

function PublishMonthPage() {
  const query = useQuery(PublicationsDocument);
  return (
    <>
      <BackLink to="/board">Back to the figures</BackLink>
      <Loaded query={query} what="published months">
        {(data) => <PublishForm {...data} />}
      </Loaded>
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission="reports.publish">
      <PublishMonthPage />
    </RequirePermission>
  );
}
