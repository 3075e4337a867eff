import { graphqlEnum } from "../../graphql/enums.ts";
import { CAF_CHECK_ANSWERS } from "./caf-check.rules.ts";
import { ACTION_OWNERS, CAF_STATUSES, CLOSE_REASONS, RETURN_REASONS } from "./caf-content.rules.ts";

export const CafStatusEnum = graphqlEnum("CafStatus", CAF_STATUSES, "How far a CAF has come.");
export const ReturnReasonEnum = graphqlEnum("ReturnReason", RETURN_REASONS, "Why quality assurance gives a CAF back.");
export const CloseReasonEnum = graphqlEnum("CloseReason", CLOSE_REASONS, "Why a CAF ends.");
export const ActionOwnerEnum = graphqlEnum(
  "ActionOwner",
  ACTION_OWNERS,
  "Who does what a plan says: an agency's team or the family itself.",
);
export const CafCheckAnswerEnum = graphqlEnum("CafCheckAnswer", CAF_CHECK_ANSWERS, "What somebody who asks for a CAF is told.");
