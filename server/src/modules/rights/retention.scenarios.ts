import { MAY, scenarios } from "../../access/scenario.ts";

export const HOLDING = scenarios("puts the family's record on hold", { "the information officer": MAY });

export const REVIEWING = scenarios("decides that the family's record is to be disposed of", { "the information officer": MAY });

/** The officer of the sentence is the one who reviewed it. */
export const DISPOSING = scenarios("disposes of the family's record that the information officer reviewed", { "an administrator": MAY });

export const LIFTING = scenarios("lifts the hold on the family's record", { "the information officer": MAY });
