import type { GraphQLSchema } from "graphql";
import { buildSchema } from "type-graphql";
import { SessionResolver } from "./access/session.resolver.ts";
import { checkPermission } from "./graphql/context.ts";
import { DateTimeScalar } from "./graphql/scalars.ts";
import { AgencyResolver } from "./modules/agencies/agency.resolver.ts";
import { FamilyEvidenceResolver } from "./modules/criteria/evidence.resolver.ts";
import { FamilyResolver } from "./modules/families/family.resolver.ts";
import type { Services } from "./services.ts";

const RESOLVERS = [SessionResolver, AgencyResolver, FamilyResolver, FamilyEvidenceResolver] as const;

/** The schema over the services; without services (to print it) no resolver is ever made. */
export function createSchema(services: Services | null): Promise<GraphQLSchema> {
  const made = new Map<unknown, object>();
  if (services) {
    made.set(SessionResolver, new SessionResolver(services.sessions, services.viewers));
    made.set(AgencyResolver, new AgencyResolver(services.agencies));
    made.set(FamilyResolver, new FamilyResolver(services.families));
    made.set(FamilyEvidenceResolver, new FamilyEvidenceResolver());
  }
  return buildSchema({
    resolvers: [...RESOLVERS],
    container: { get: (type) => made.get(type) ?? missing(type.name) },
    authChecker: checkPermission,
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    validate: false,
  });
}

function missing(name: string): never {
  throw new Error(`${name} is not wired in createSchema`);
}
