import { type ValidationError, validate } from "class-validator";
import { Field, ObjectType } from "type-graphql";
import { type Fault, Refusal } from "../shared/refusal.ts";

@ObjectType({
  simpleResolvers: true,
  description: "Something that the person can mend. field is a dotted path into the input, or null for the whole of it.",
})
export class UserError {
  @Field(() => String)
  code!: string;

  @Field(() => String, { nullable: true })
  field!: string | null;

  @Field(() => String)
  message!: string;
}

/**
 * Runs a mutation's work and answers with what it made, or with what the person can mend. Input is validated by
 * its class's decorators first. Everything that is not a refusal goes on being thrown.
 */
export async function answer<T extends object>(input: object, work: () => Promise<T>): Promise<Partial<T> & { errors: Fault[] }> {
  const faults = flatten(await validate(input, { forbidUnknownValues: false, stopAtFirstError: true }), "");
  if (faults.length > 0) return { errors: faults } as Partial<T> & { errors: Fault[] };
  try {
    return { ...(await work()), errors: [] };
  } catch (error) {
    if (error instanceof Refusal) return { errors: [...error.faults] } as Partial<T> & { errors: Fault[] };
    throw error;
  }
}

function flatten(errors: readonly ValidationError[], path: string): Fault[] {
  return errors.flatMap((error) => {
    const field = path ? `${path}.${error.property}` : error.property;
    const own = Object.values(error.constraints ?? {}).map((message) => ({ code: "INVALID", field, message }));
    return [...own, ...flatten(error.children ?? [], field)];
  });
}
