import { MAY, scenarios } from "../scenario.ts";

export const MAKING_A_CLIENT = scenarios("makes a machine client", { "an administrator": MAY });
export const REVOKING_A_CLIENT = scenarios("revokes a machine client", { "an administrator": MAY });
