import { GraphQLError, GraphQLScalarType, Kind } from "graphql";
import { GraphQLDateTimeISO } from "graphql-scalars";
import { isLocalDate, type LocalDate } from "../shared/local-date.ts";

function parseLocalDate(value: unknown): LocalDate {
  if (typeof value === "string" && isLocalDate(value)) return value;
  throw new GraphQLError("Give a real day in the form YYYY-MM-DD");
}

/** A calendar day. */
export const LocalDateScalar = new GraphQLScalarType<LocalDate, string>({
  name: "LocalDate",
  description: "A calendar day, YYYY-MM-DD.",
  serialize: parseLocalDate,
  parseValue: parseLocalDate,
  parseLiteral: (node) => parseLocalDate(node.kind === Kind.STRING ? node.value : undefined),
});

/** An instant: a Date or ISO text from the database, ISO text with its offset to the world. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  description: "An instant, ISO 8601 with offset.",
  serialize: (value) => {
    const instant = value instanceof Date ? value : new Date(String(value));
    return instant.toISOString();
  },
  parseValue: (value) => GraphQLDateTimeISO.parseValue(value),
  parseLiteral: (node, variables) => GraphQLDateTimeISO.parseLiteral(node, variables),
});
