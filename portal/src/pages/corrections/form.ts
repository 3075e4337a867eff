import type { CafCriterion, CorrectionCapacity, CorrectionSubject, RecordCorrectionRequestInput } from "../../apollo/schema.generated.ts";
import type { UserError } from "../../apollo/use-server-form.ts";

/** What has records of its own, of which one is chosen. */
export type RecordKind = "CAF" | "EVIDENCE" | "PLAN_ACTION" | "TAF_MEETING";

export const KINDS: readonly { readonly value: CorrectionSubject; readonly label: string }[] = [
  { value: "NAME", label: "Their name" },
  { value: "DATE_OF_BIRTH", label: "Their date of birth" },
  { value: "EVIDENCE", label: "An entry of evidence" },
  { value: "CAF", label: "Something in a CAF" },
  { value: "PLAN_ACTION", label: "An action in the plan" },
  { value: "TAF_MEETING", label: "The notes of a meeting" },
];

export interface Values extends Record<RecordKind, string> {
  personId: string;
  capacity: CorrectionCapacity | "";
  about: CorrectionSubject | "";
  criterion: CafCriterion | "";
  wrong: string;
  statement: string;
  receivedOn: string;
}

const isRecordKind = (about: CorrectionSubject | ""): about is RecordKind =>
  about === "CAF" || about === "EVIDENCE" || about === "PLAN_ACTION" || about === "TAF_MEETING";

/** The API's own types have no empty choice and no half date, so what is missing is said here. */
export function missing(values: Values, isRealDate: (text: string) => boolean): UserError[] {
  const faults: UserError[] = [];
  const say = (field: string, message: string) => faults.push({ code: "MISSING", field, message });
  const { personId, capacity, about, receivedOn } = values;
  if (personId === "") say("personId", "Choose whom the record is about");
  if (capacity === "") say("capacity", "Choose who says that it is wrong");
  if (about === "") say("about", "Choose what they say is wrong");
  if (isRecordKind(about) && values[about] === "") say(about, "Choose the record that they say is wrong");
  if (values.wrong.trim() === "") say("wrong", "Enter what they say is wrong");
  if (!isRealDate(receivedOn)) say("receivedOn", "Enter the day on which they told you, such as 3 1 2017");
  return faults;
}

type Input = Omit<RecordCorrectionRequestInput, "familyId" | "idempotencyKey">;

/** As the API takes it, once nothing is missing. */
export function inputOf({ personId, capacity, about, criterion, wrong, statement, receivedOn, ...records }: Values): Input {
  if (capacity === "" || about === "") throw new Error("a form is sent before all of it is there");
  const [recordId = "", version = ""] = isRecordKind(about) ? records[about].split("/") : [];
  return {
    personId,
    capacity,
    about,
    wrong,
    receivedOn,
    statement: statement.trim() === "" ? null : statement,
    recordId: recordId === "" ? null : recordId,
    versionNumber: version === "" ? null : Number(version),
    criterion: about === "CAF" && criterion !== "" ? criterion : null,
  };
}
