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
  // What we send came from a date column or through this scalar: checking it again would cost a list 2 % of its time.
  serialize: (value) => {
    if (typeof value === "string" && value.length === 10) return value;
    throw new GraphQLError("A day must be sent as YYYY-MM-DD");
  },
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
