import type { FormattedExecutionResult } from "graphql";
import { Extensions } from "type-graphql";

/** JSON of a field's whole answer, as the database wrote it: it goes out without being read and written again. */
export class WrittenJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/**
 * Marks what the database may write as the answer has it. On an object type: its SQL holds exactly the fields asked
 * for, under their keys, and each value as its scalar would send it. On a field with a resolver: it hands over what
 * is there. On a root field: its service answers with WrittenJson where the selection has keys.
 */
export const Written = (): ClassDecorator & MethodDecorator => Extensions({ written: true });

/** An answer as text; a field that is written already is put in as it is. */
export function stringifyAnswer(answer: FormattedExecutionResult): string {
  const fields = Object.entries(answer.data ?? {});
  if (!fields.some(([, value]) => value instanceof WrittenJson)) return JSON.stringify(answer);
  const data = fields.map(([key, value]) => `"${key}":${value instanceof WrittenJson ? value.text : JSON.stringify(value)}`);
  const whole = { ...answer, data: undefined };
  const rest = JSON.stringify(whole).slice(1);
  return `{"data":{${data.join(",")}}${rest === "}" ? "" : ","}${rest}`;
}
