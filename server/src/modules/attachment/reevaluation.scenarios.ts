import { MAY, scenarios } from "../../access/scenario.ts";

export const CHANGING_THE_PLAN = scenarios("puts another outcomes plan in force", { "an administrator": MAY });

export const WORKING_OUT_ANEW = scenarios("has every family worked out anew", { "an administrator": MAY });

export const PAUSING = scenarios("pauses a re-evaluation that is running", { "an administrator": MAY });

export const RESUMING = scenarios("resumes a re-evaluation that was paused", { "an administrator": MAY });
