import { Field, ID, Int, ObjectType } from "type-graphql";
import { graphqlEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { RecordKeeper } from "./retention.type.ts";
import { SUBJECT_REQUEST_STATES, type SubjectRequestState } from "./subject-clock.rules.ts";
import { SUBJECT_FILE_FORMATS, type SubjectFileFormat } from "./subject-file.rules.ts";
import {
  HANDING_OVER,
  type HandingOver,
  REFUSAL_GROUNDS,
  type RefusalGround,
  SUBJECT_ASKERS,
  type SubjectAsker,
} from "./subject-request.rules.ts";

const SubjectRequestStateEnum = graphqlEnum(
  "SubjectRequestState",
  SUBJECT_REQUEST_STATES,
  "Where a subject access request stands. The last three are its ends.",
);
export const SubjectAskerEnum = graphqlEnum("SubjectAsker", SUBJECT_ASKERS, "Who asks for what is held about somebody.");
export const RefusalGroundEnum = graphqlEnum("RefusalGround", REFUSAL_GROUNDS, "Why a request was not answered.");
export const HandingOverEnum = graphqlEnum("HandingOver", HANDING_OVER, "How a file was handed over.");
export const SubjectFileFormatEnum = graphqlEnum("SubjectFileFormat", SUBJECT_FILE_FORMATS, "What kind of file is handed over.");

@ObjectType({ simpleResolvers: true, description: "A file that was made for handing over. Its bytes are not kept; its digest is." })
export class SubjectFile {
  @Field(() => ID)
  id!: string;

  @Field(() => SubjectFileFormatEnum)
  format!: SubjectFileFormat;

  @Field(() => String, { description: "SHA-256 of its bytes, as hexadecimal digits." })
  digest!: string;

  @Field(() => Int, { description: "Bytes." })
  size!: number;

  @Field(() => Date)
  madeAt!: Date;

  @Field(() => RecordKeeper)
  madeBy!: RecordKeeper;
}

@ObjectType({ simpleResolvers: true, description: "A request for everything held about a person." })
export class SubjectRequest {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "SAR and digits: it tells nobody's name." })
  reference!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => SubjectRequestStateEnum)
  state!: SubjectRequestState;

  @Field(() => LocalDateScalar)
  dueOn!: LocalDate;

  @Field(() => Boolean)
  overdue!: boolean;

  @Field(() => LocalDateScalar, { description: "Until when an extension and its reason may be told." })
  firstMonthEndsOn!: LocalDate;

  @Field(() => String, { nullable: true, description: "Whom it is about; null in lists, once it is closed, and after a disposal." })
  subjectName!: string | null;

  @Field(() => [String], { description: "References of the families that the person is or was in." })
  familyReferences!: string[];

  @Field(() => SubjectAskerEnum)
  askedBy!: SubjectAsker;

  @Field(() => String, { nullable: true })
  requesterName!: string | null;

  @Field(() => String, { nullable: true, description: "What shows that they may ask for somebody else." })
  authority!: string | null;

  @Field(() => String, { nullable: true, description: "What was asked for; null for everything." })
  scope!: string | null;

  @Field(() => LocalDateScalar)
  receivedOn!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true })
  identityProvedOn!: LocalDate | null;

  @Field(() => String, { nullable: true })
  identityProof!: string | null;

  @Field(() => LocalDateScalar, { nullable: true })
  extendedOn!: LocalDate | null;

  @Field(() => Int, { nullable: true })
  extendedMonths!: number | null;

  @Field(() => String, { nullable: true })
  extensionReason!: string | null;

  @Field(() => LocalDateScalar, { nullable: true })
  closedOn!: LocalDate | null;

  @Field(() => RefusalGroundEnum, { nullable: true })
  refusalGround!: RefusalGround | null;

  @Field(() => String, { nullable: true })
  closeReason!: string | null;

  @Field(() => HandingOverEnum, { nullable: true })
  handedOverBy!: HandingOver | null;

  @Field(() => RecordKeeper)
  recordedBy!: RecordKeeper;

  @Field(() => [SubjectFile], { description: "The latest first." })
  files!: SubjectFile[];
}

@ObjectType({ simpleResolvers: true })
export class SubjectRequestQueue {
  @Field(() => Int)
  total!: number;

  @Field(() => [SubjectRequest], { description: "Open ones: the one that falls due first comes first. At most 100." })
  requests!: SubjectRequest[];
}

@ObjectType({ simpleResolvers: true })
export class SubjectRequestPayload {
  @Field(() => SubjectRequest, { nullable: true })
  request?: SubjectRequest | null;

  @Field(() => [UserError])
  errors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "The bytes of a file, to be saved by the browser and kept nowhere else." })
export class SubjectFileContent {
  @Field(() => String, { description: "The request's reference: it holds no personal value." })
  fileName!: string;

  @Field(() => String)
  mediaType!: string;

  @Field(() => String)
  base64!: string;

  @Field(() => String)
  digest!: string;
}

@ObjectType({ simpleResolvers: true })
export class SubjectFilePayload {
  @Field(() => SubjectFileContent, { nullable: true })
  file?: SubjectFileContent | null;

  @Field(() => SubjectRequest, { nullable: true })
  request?: SubjectRequest | null;

  @Field(() => [UserError])
  errors!: UserError[];
}
