import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, Info, Int, Query, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import type { Connection } from "../../graphql/connection.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { selectedFields } from "../../graphql/selection.ts";
import { AuditFilter } from "./audit-log.inputs.ts";
import type { AuditLogService } from "./audit-log.service.ts";
import { AuditChain, type AuditEvent, AuditEventConnection, AuditExport } from "./audit-log.type.ts";

@Resolver()
export class AuditLogResolver {
  readonly #log: AuditLogService;

  constructor(log: AuditLogService) {
    this.#log = log;
  }

  @Authorized<Permission>("audit.read")
  @Query(() => AuditEventConnection, {
    description: "The audit log, newest first. A family's deeds of the last minute are not found by it yet.",
  })
  auditEvents(
    @Arg("filter", () => AuditFilter, { nullable: true }) filter: AuditFilter | null,
    @Arg("first", () => Int, { nullable: true }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<AuditEvent>> {
    return this.#log.search(signedIn(context), filter ?? {}, { first, after }, selectedFields(info));
  }

  @Authorized<Permission>("audit.read")
  @Query(() => AuditExport, { description: "What fits, for a file: at most 10,000 deeds." })
  auditExport(
    @Arg("filter", () => AuditFilter, { nullable: true }) filter: AuditFilter | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AuditExport> {
    return this.#log.export(signedIn(context), filter ?? {}, selectedFields(info));
  }

  @Authorized<Permission>("audit.read")
  @Query(() => [String], { description: "Each kind of deed that stands in the log." })
  auditActions(@Ctx() context: Context): Promise<string[]> {
    return this.#log.actions(signedIn(context));
  }

  @Authorized<Permission>("audit.read")
  @Query(() => AuditChain, { description: "How far the log is sealed." })
  auditChain(@Ctx() context: Context): Promise<AuditChain> {
    return this.#log.chain(signedIn(context));
  }
}
