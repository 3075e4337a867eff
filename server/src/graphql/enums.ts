import { registerEnumType } from "type-graphql";
import { ROLES } from "../access/roles.ts";
import { AGENCY_KINDS, ANSWERS, CAF_CRITERIA, CRITERIA, PRINCIPLES } from "../modules/criteria/facts.rules.ts";

type EnumObject<T extends string> = { readonly [K in T]: K };

/** A closed list of words as a GraphQL enum; the words themselves are what the database and the rules use. */
export function graphqlEnum<T extends string>(name: string, values: readonly T[], description: string): EnumObject<T> {
  const object = Object.fromEntries(values.map((value) => [value, value])) as EnumObject<T>;
  registerEnumType(object, { name, description });
  return object;
}

export const RoleEnum = graphqlEnum("Role", ROLES, "What a user is to this service.");
export const AgencyKindEnum = graphqlEnum("AgencyKind", AGENCY_KINDS, "What kind of partner an agency is.");
export const CriterionEnum = graphqlEnum("Criterion", CRITERIA, "The headings of need; an outcomes plan names the ones that it uses.");
export const CafCriterionEnum = graphqlEnum(
  "CafCriterion",
  CAF_CRITERIA,
  "The six headline criteria, which an assessment asks of each person.",
);
export const AnswerEnum = graphqlEnum("Answer", ANSWERS, "What an assessment says of one person and one criterion.");
export const PrincipleEnum = graphqlEnum("Principle", PRINCIPLES, "The four principles of attachment.");
export const OpenToEnum = graphqlEnum("OpenTo", ["CSC", "WPEHS"] as const, "Which service a child who needs help is open to.");
