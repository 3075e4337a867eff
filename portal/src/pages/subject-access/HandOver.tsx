import { useMutation } from "@apollo/client/react";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { formatInstant, isRealDate } from "../../components/dates.ts";
import { Button, ButtonGroup } from "../../govuk/Button.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { saveFile } from "../../govuk/save.ts";
import { Table } from "../../govuk/Table.tsx";
import { type ShownRequest, useDone } from "./RequestForms.tsx";
import { DiscloseSubjectRequestDocument, MakeSubjectFileDocument } from "./SubjectAccess.generated.ts";
import { isOneOf, METHOD_NAMES, optionsOf, required } from "./words.ts";

type HandOverProps = { request: ShownRequest };

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

function MakeForm({ request: { id: requestId } }: HandOverProps) {
  const done = useDone();
  // The bytes go from the answer to the person's disk and stay nowhere else, the cache included.
  const [make] = useMutation(MakeSubjectFileDocument, { fetchPolicy: "no-cache", refetchQueries: ["SubjectRequest"] });
  const { errors, busy, submit } = useServerForm({ defaultValues: {} });
  const save = (format: "PDF" | "JSON") =>
    submit(async () => {
      const { data } = await make({ variables: { input: { requestId, format } } });
      const file = data?.makeSubjectFile.file;
      if (file) {
        saveFile(file.fileName, new Blob([bytesOf(file.base64)], { type: file.mediaType }));
        await done(`The file ${file.fileName} is saved on this computer. Delete it once it is handed over`);
      }
      return data?.makeSubjectFile.errors;
    });
  return (
    <form noValidate onSubmit={save("PDF")}>
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <h2 className="govuk-heading-m">Next: make the file and hand it over</h2>
      <p className="govuk-body app-narrow">
        A PDF is for people, with headings that a screen reader can follow. JSON is for another system. Each is made anew, and its
        fingerprint is kept.
      </p>
      <ButtonGroup>
        <Button busy={busy}>Save as PDF</Button>
        <Button type="button" variant="secondary" busy={busy} onClick={() => void save("JSON")()}>
          Save as JSON
        </Button>
      </ButtonGroup>
    </form>
  );
}

export function Files({ request: { files } }: HandOverProps) {
  if (files.length === 0) return null;
  return (
    <Table
      caption="Files that were made"
      columns={[
        { key: "format", header: "File", value: ({ format }) => format },
        {
          key: "made",
          header: "Made",
          value: ({ madeAt }) => madeAt,
          cell: ({ madeAt, madeBy }) => `${formatInstant(madeAt)}, ${madeBy.name}`,
        },
        {
          key: "digest",
          header: "Fingerprint (SHA-256)",
          value: ({ digest }) => digest,
          cell: ({ digest }) => <span className="app-identifier">{digest}</span>,
        },
      ]}
      rows={files}
      rowKey={({ id }) => id}
      stack
    />
  );
}

function DiscloseForm({ request: { id: requestId, version } }: HandOverProps) {
  const done = useDone();
  const [disclose] = useMutation(DiscloseSubjectRequestDocument);
  const { field, dateField, errors, busy, submit } = useServerForm({ defaultValues: { handedOverBy: "", handedOverOn: "" } });
  return (
    <form
      className="app-narrow"
      noValidate
      aria-labelledby="hand-over"
      onSubmit={submit(async ({ handedOverBy, handedOverOn }) => {
        if (!isOneOf(METHOD_NAMES, handedOverBy)) return [required("handedOverBy", "Choose how it was handed over")];
        if (!isRealDate(handedOverOn))
          return [required("handedOverOn", "Enter the day it was handed over, with a day, a month and a year")];
        const { data } = await disclose({ variables: { input: { requestId, version, handedOverBy, handedOverOn } } });
        if (data?.discloseSubjectRequest.request) await done("It is recorded that the file was handed over");
        return data?.discloseSubjectRequest.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <h2 className="govuk-heading-m" id="hand-over">
        Record how it was handed over
      </h2>
      <Radios {...field("handedOverBy")} legend="How?" legendSize="s" options={optionsOf(METHOD_NAMES)} />
      <DateInput {...dateField("handedOverOn")} legend="When?" legendSize="s" />
      <Button busy={busy}>Record that it was handed over</Button>
    </form>
  );
}

export function HandOver({ request }: HandOverProps) {
  return (
    <>
      <MakeForm request={request} />
      <Files request={request} />
      {request.files.length > 0 && <DiscloseForm request={request} />}
    </>
  );
}
