import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type Context, signedIn } from "../../graphql/context.ts";
import { Written } from "../../graphql/written-json.ts";
import { Family } from "../families/family.type.ts";
import { Access } from "./access.type.ts";
import { mayAskLeadProfessional } from "./lead-professional.policy.ts";
import { LeadProfessional } from "./lead-professional.type.ts";
import type { FamilyFactsForPlan } from "./plan.reads.ts";
import { mayAddAction } from "./plan-action.policy.ts";
import { PlanAction } from "./plan-action.type.ts";
import { mayRecordTaf } from "./taf.policy.ts";
import { TafMeeting, TafSeat } from "./taf.type.ts";

/** What the reads of this module put on a family's row, as far as it was asked for. */
interface PlanRow {
  readonly lead: LeadProfessional | null;
  readonly leadRequests: LeadProfessional[];
  readonly actions: PlanAction[];
  readonly team: TafSeat[];
  readonly meetings: TafMeeting[];
  readonly access: Access[];
  readonly viewerCanAskLeadProfessional: FamilyFactsForPlan;
  readonly viewerCanAddAction: FamilyFactsForPlan;
  readonly viewerCanRecordTaf: FamilyFactsForPlan;
}

@Resolver(() => Family)
export class FamilyPlanResolver {
  @Written()
  @FieldResolver(() => LeadProfessional, { nullable: true, description: "Who has accepted to lead the family." })
  lead(@Root() family: PlanRow): LeadProfessional | null {
    return family.lead;
  }

  @Written()
  @FieldResolver(() => [LeadProfessional], { description: "Every request to lead, newest first." })
  leadRequests(@Root() family: PlanRow): LeadProfessional[] {
    return family.leadRequests;
  }

  @Written()
  @FieldResolver(() => [PlanAction], { description: "The family's plan: what is open by due date, then what is done." })
  actions(@Root() family: PlanRow): PlanAction[] {
    return family.actions;
  }

  @Written()
  @FieldResolver(() => [TafSeat], { description: "The team around the family." })
  team(@Root() family: PlanRow): TafSeat[] {
    return family.team;
  }

  @Written()
  @FieldResolver(() => [TafMeeting], { description: "Meetings of the team around the family, newest first." })
  meetings(@Root() family: PlanRow): TafMeeting[] {
    return family.meetings;
  }

  @FieldResolver(() => [Access], { description: "Which teams can see the family today, and why." })
  access(@Root() family: PlanRow): Access[] {
    return family.access;
  }

  @FieldResolver(() => Boolean)
  viewerCanAskLeadProfessional(@Root() family: PlanRow, @Ctx() context: Context): boolean {
    return mayAskLeadProfessional(signedIn(context), family.viewerCanAskLeadProfessional).allowed;
  }

  @FieldResolver(() => Boolean)
  viewerCanAddAction(@Root() family: PlanRow, @Ctx() context: Context): boolean {
    return mayAddAction(signedIn(context), family.viewerCanAddAction).allowed;
  }

  @FieldResolver(() => Boolean)
  viewerCanRecordTaf(@Root() family: PlanRow, @Ctx() context: Context): boolean {
    return mayRecordTaf(signedIn(context), family.viewerCanRecordTaf).allowed;
  }
}
