import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Permission } from "../../access/permissions.ts";
import { type Context, signedIn } from "../../graphql/context.ts";
import { LocalDateScalar } from "../../graphql/scalars.ts";
import { answer } from "../../graphql/user-error.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import type { PublicationService } from "./publication.service.ts";
import { PublishMonthInput } from "./report.inputs.ts";
import type { ReportService } from "./report.service.ts";
import {
  AgencyKindContribution,
  AttachedByDistrict,
  EligibleNotAttached,
  ProgressToClaims,
  Publication,
  PublishMonthPayload,
} from "./report.type.ts";

@Resolver()
export class ReportResolver {
  readonly #reports: ReportService;
  readonly #publications: PublicationService;

  constructor(reports: ReportService, publications: PublicationService) {
    this.#reports = reports;
    this.#publications = publications;
  }

  @Authorized<Permission>("reports.read-published")
  @Query(() => [Publication], { description: "Newest first." })
  publications(@Ctx() context: Context): Promise<Publication[]> {
    return this.#publications.list(signedIn(context));
  }

  @Authorized<Permission>("reports.read-published")
  @Query(() => AttachedByDistrict, {
    description: "By what was on record at the end of the day; knownAt, for coordinators, asks by the end of another.",
  })
  attachedByDistrict(
    @Arg("asOf", () => LocalDateScalar) asOf: LocalDate,
    @Arg("knownAt", () => LocalDateScalar, { nullable: true }) knownAt: LocalDate | null,
    @Ctx() context: Context,
  ): Promise<AttachedByDistrict> {
    return this.#reports.attachedByDistrict(signedIn(context), { asOf, knownAt });
  }

  @Authorized<Permission>("reports.read-published")
  @Query(() => EligibleNotAttached, {
    description: "Families eligible and never attached, by district, by whether they had a CAF, and by pairs of criteria.",
  })
  eligibleNotAttached(
    @Arg("asOf", () => LocalDateScalar) asOf: LocalDate,
    @Arg("openedSince", () => LocalDateScalar) openedSince: LocalDate,
    @Arg("knownAt", () => LocalDateScalar, { nullable: true }) knownAt: LocalDate | null,
    @Ctx() context: Context,
  ): Promise<EligibleNotAttached> {
    return this.#reports.eligibleNotAttached(signedIn(context), { asOf, knownAt }, openedSince);
  }

  @Authorized<Permission>("reports.read-published")
  @Query(() => ProgressToClaims, { description: "How near attached families are to a claim, by what is still outstanding." })
  progressToClaims(
    @Arg("asOf", () => LocalDateScalar) asOf: LocalDate,
    @Arg("knownAt", () => LocalDateScalar, { nullable: true }) knownAt: LocalDate | null,
    @Ctx() context: Context,
  ): Promise<ProgressToClaims> {
    return this.#reports.progressToClaims(signedIn(context), { asOf, knownAt });
  }

  @Authorized<Permission>("reports.read-published")
  @Query(() => [AgencyKindContribution], { description: "By kind of agency; silence is shown as silence." })
  agencyContributions(@Arg("asOf", () => LocalDateScalar) asOf: LocalDate, @Ctx() context: Context): Promise<AgencyKindContribution[]> {
    return this.#reports.agencyContributions(signedIn(context), asOf);
  }

  @Authorized<Permission>("reports.publish")
  @Mutation(() => PublishMonthPayload, { description: "Freezes the figures of a month-end and shows them to the board." })
  publishMonth(@Arg("input", () => PublishMonthInput) input: PublishMonthInput, @Ctx() context: Context): Promise<PublishMonthPayload> {
    return answer(input, async () => ({ publication: await this.#publications.publish(signedIn(context), input.asOf) }));
  }
}
