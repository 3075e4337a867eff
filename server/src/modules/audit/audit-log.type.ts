import { Field, ID, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../graphql/connection.ts";
import { graphqlEnum } from "../../graphql/enums.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { WHYS, type Why } from "./audit-words.rules.ts";

const AuditWhyEnum = graphqlEnum("AuditWhy", WHYS, "On what ground somebody saw or changed what a deed is about.");

@ObjectType({ simpleResolvers: true, description: "Who did it. The name is null once there is no such account." })
export class AuditUser {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => String, { nullable: true })
  agency!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "A family that a deed is about, by its id; the rest is null unless the viewer may see it.",
})
export class AuditFamily {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true })
  reference!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "One deed in the audit log: identifiers and closed words, never content." })
export class AuditEvent {
  @Field(() => ID)
  id!: string;

  @Field(() => Date, { description: "By the system's clock." })
  at!: Date;

  @Field(() => Date, { description: "By the service's own calendar, which in a demonstration is another." })
  businessAt!: Date;

  @Field(() => AuditUser, { nullable: true, description: "Null where the system did it by itself." })
  user!: AuditUser | null;

  @Field(() => String, { description: "What they were to the service then." })
  role!: string;

  @Field(() => String, { description: "noun.verb, such as family.view." })
  action!: string;

  @Field(() => [AuditFamily])
  families!: AuditFamily[];

  @Field(() => ID, { nullable: true, description: "The document or record that it is about, where it is about one." })
  subjectId!: string | null;

  @Field(() => String, { nullable: true, description: "What came of it." })
  reason!: string | null;

  @Field(() => AuditWhyEnum, { nullable: true })
  why!: Why | null;

  @Field(() => String, { description: "Of the request, as its answer and the service's log name it." })
  correlationId!: string;
}

export const AuditEventConnection = connectionType(AuditEvent);

@ObjectType({ simpleResolvers: true, description: "Deeds to keep as a file." })
export class AuditExport {
  @Field(() => [AuditEvent], { description: "Newest first." })
  events!: AuditEvent[];

  @Field(() => Boolean, { description: "False where there are more than one file may hold: ask for fewer days." })
  complete!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "How far the audit log is sealed." })
export class AuditChain {
  @Field(() => Int, { description: "Deeds in the chain." })
  events!: number;

  @Field(() => Date, { nullable: true })
  sealedAt!: Date | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "The last day that is closed." })
  closedDay!: LocalDate | null;
}
