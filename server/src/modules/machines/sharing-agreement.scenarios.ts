import { MAY, scenarios } from "../../access/scenario.ts";

const KEEPERS = { "the information officer": MAY, "an administrator": MAY } as const;

export const RECORDING_AN_AGREEMENT = scenarios("records a sharing agreement", KEEPERS);
export const ENDING_AN_AGREEMENT = scenarios("ends a sharing agreement", KEEPERS);
export const RECORDING_AN_ASSESSMENT = scenarios("records an impact assessment", KEEPERS);
