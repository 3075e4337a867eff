import "reflect-metadata";
import { getNamedType, isObjectType } from "graphql";
import { describe, expect, it } from "vitest";
import type { Grantee } from "../../src/access/grants/grant.ts";
import { GRANTS } from "../../src/access/grants/grants.ts";
import { ROLES } from "../../src/access/roles.ts";
import { schema } from "../whole-schema.ts";

const GRANTEES: readonly Grantee[] = [...ROLES, "NOBODY"];
const isGiven = (who: Grantee, type: string, field: string) => GRANTS[type]?.[field]?.includes(who) ?? false;

/** Every type to which the fields that somebody is granted lead them. */
function reachedBy(who: Grantee): ReadonlySet<string> {
  const reached = new Set(["Query", "Mutation"]);
  for (const name of reached) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const next = getNamedType(field.type);
      if (isObjectType(next) && isGiven(who, name, field.name)) reached.add(next.name);
    }
  }
  return reached;
}

describe("what is granted", () => {
  it.each(GRANTEES)("to %s is part of something that they can come to", (who) => {
    const reached = reachedBy(who);
    const idle = Object.entries(GRANTS).flatMap(([type, fields]) =>
      reached.has(type)
        ? []
        : Object.keys(fields)
            .filter((field) => isGiven(who, type, field))
            .map((field) => `${type}.${field}`),
    );
    expect(idle).toEqual([]);
  });
});
