import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type Context, signedIn } from "../../graphql/context.ts";
import { Family } from "../families/family.type.ts";
import { mayRecordCorrection, type RecordingFacts } from "./correction.policy.ts";
import { CorrectionRequest } from "./correction.type.ts";

/** What the reads put on a family's row, as far as it was asked for. */
interface CorrectionRow {
  readonly correctionRequests: CorrectionRequest[];
  readonly viewerCanRecordCorrection: RecordingFacts;
}

@Resolver(() => Family)
export class FamilyCorrectionsResolver {
  @FieldResolver(() => [CorrectionRequest], {
    description: "What people say is wrong with what the viewer may see, with what was decided of it; the latest first.",
  })
  correctionRequests(@Root() family: CorrectionRow): CorrectionRequest[] {
    return family.correctionRequests;
  }

  @FieldResolver(() => Boolean)
  viewerCanRecordCorrection(@Root() family: CorrectionRow, @Ctx() context: Context): boolean {
    return mayRecordCorrection(signedIn(context), family.viewerCanRecordCorrection).allowed;
  }
}
