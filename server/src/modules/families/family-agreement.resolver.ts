import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type Context, signedIn } from "../../graphql/context.ts";
import { Written } from "../../graphql/written-json.ts";
import { Agency } from "../agencies/agency.type.ts";
import { type FamilyFactsForAgreement, mayRecordAgreement, mayRecordLawfulBasis } from "./agreement.policy.ts";
import { Agreement, LawfulBasis } from "./agreement.type.ts";
import { Family } from "./family.type.ts";

/** What the reads of agreement put on a family's row, as far as it was asked for. */
interface AgreementRow {
  readonly agreements: Agreement[];
  readonly lawfulBases: LawfulBasis[];
  readonly agenciesWithoutGround: Agency[];
  readonly viewerCanRecordAgreement: FamilyFactsForAgreement;
  readonly viewerCanRecordLawfulBasis: FamilyFactsForAgreement;
}

@Resolver(() => Family)
export class FamilyAgreementResolver {
  @Written()
  @FieldResolver(() => [Agreement], { description: "What the family agreed to, and took back again: what is in force first." })
  agreements(@Root() family: AgreementRow): Agreement[] {
    return family.agreements;
  }

  @Written()
  @FieldResolver(() => [LawfulBasis], { description: "On what lawful basis agencies work with the family without its agreement." })
  lawfulBases(@Root() family: AgreementRow): LawfulBasis[] {
    return family.lawfulBases;
  }

  @Written()
  @FieldResolver(() => [Agency], {
    description: "Agencies with sight of the family today whom neither an agreement nor a lawful basis names.",
  })
  agenciesWithoutGround(@Root() family: AgreementRow): Agency[] {
    return family.agenciesWithoutGround;
  }

  @FieldResolver(() => Boolean)
  viewerCanRecordAgreement(@Root() family: AgreementRow, @Ctx() context: Context): boolean {
    return mayRecordAgreement(signedIn(context), family.viewerCanRecordAgreement).allowed;
  }

  @FieldResolver(() => Boolean)
  viewerCanRecordLawfulBasis(@Root() family: AgreementRow, @Ctx() context: Context): boolean {
    return mayRecordLawfulBasis(signedIn(context), family.viewerCanRecordLawfulBasis).allowed;
  }
}
