import { type GraphQLSchema, isObjectType } from "graphql";
import { ACCESS_GRANTS } from "./access-grants.ts";
import { CASE_GRANTS } from "./case-grants.ts";
import type { Grants } from "./grant.ts";
import { REPORT_GRANTS } from "./report-grants.ts";
import { ROOT_GRANTS } from "./root-grants.ts";

/**
 * Who may ever be given a value of each field of the schema, by what the design says of the roles. It opens nothing:
 * permissions, policies and row-level security decide each request. It is what they are held against
 * (denial-matrix.test.ts), and a field that is not in it keeps the service shut.
 */
export const GRANTS: Grants = { ...ROOT_GRANTS, ...CASE_GRANTS, ...REPORT_GRANTS, ...ACCESS_GRANTS };

/** Every field of every object of the schema, as Type.field. */
export function fieldNames(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith("__") ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
  );
}

/** Fields of which nobody has said who may be given them. */
function undecidedFields(schema: GraphQLSchema): readonly string[] {
  return fieldNames(schema).filter((name) => {
    const [type = "", field = ""] = name.split(".");
    return !GRANTS[type]?.[field];
  });
}

/** A field that was added is given to nobody until somebody decides: the service does not start with it. */
export function refuseUndecided(schema: GraphQLSchema): GraphQLSchema {
  const undecided = undecidedFields(schema);
  if (undecided.length > 0) throw new Error(`say in server/src/access/grants who may be given ${undecided.join(", ")}`);
  return schema;
}
