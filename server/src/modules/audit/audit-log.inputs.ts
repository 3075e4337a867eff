import { Field, InputType } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";

@InputType()
export class AuditFilter {
  @Field(() => String, { nullable: true, description: "An account's id, or part of a name; sent in the body, never in a URL." })
  user?: string | null;

  @Field(() => String, { nullable: true, description: "A family's id or reference." })
  family?: string | null;

  @Field(() => String, { nullable: true, description: "noun.verb, whole." })
  action?: string | null;

  @Field(() => LocalDateScalar, { nullable: true })
  from?: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "Last day." })
  to?: LocalDate | null;
}
