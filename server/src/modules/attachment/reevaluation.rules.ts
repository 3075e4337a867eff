/** How a re-evaluation of the whole county stands. FAILED: batches are left that failed each time; it can be resumed. */
export const REEVALUATION_STATES = ["RUNNING", "PAUSED", "FAILED", "FINISHED", "REPLACED"] as const;
export type ReevaluationState = (typeof REEVALUATION_STATES)[number];

export const REEVALUATION_CAUSES = ["PLAN_CHANGED", "ASKED_FOR"] as const;
export type ReevaluationCause = (typeof REEVALUATION_CAUSES)[number];
