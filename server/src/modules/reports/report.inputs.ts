import { Field, InputType } from "type-graphql";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import type { LocalDate } from "../../shared/local-date.ts";

@InputType()
export class PublishMonthInput {
  @Field(() => LocalDateScalar, { description: "A month's last day, before today." })
  asOf!: LocalDate;
}
