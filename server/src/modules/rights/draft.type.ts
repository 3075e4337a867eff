import { Field, Int, ObjectType } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { UserError } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";

@ObjectType({
  simpleResolvers: true,
  description: "A CAF that was begun and never submitted: what it is and whose, nothing of what stands in it.",
})
export class DraftDue {
  @Field(() => String)
  reference!: string;

  @Field(() => String)
  team!: string;

  @Field(() => LocalDateScalar, { description: "When anybody last worked on it." })
  savedOn!: LocalDate;

  @Field(() => LocalDateScalar)
  dueOn!: LocalDate;
}

@ObjectType({ simpleResolvers: true })
export class DraftsDue {
  @Field(() => Int)
  total!: number;

  @Field(() => [DraftDue], { description: "The one left longest comes first; at most 100." })
  drafts!: DraftDue[];
}

@ObjectType({ simpleResolvers: true })
export class DisposeDraftsPayload {
  @Field(() => Int, { nullable: true, description: "How many were disposed of." })
  disposed?: number | null;

  @Field(() => [UserError])
  errors!: UserError[];
}
