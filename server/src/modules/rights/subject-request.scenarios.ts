import { MAY, scenarios } from "../../access/scenario.ts";

const THE_OFFICER = { "the information officer": MAY } as const;

export const RECORDING_A_REQUEST = scenarios("records a subject access request about one of the family", THE_OFFICER);

export const PROVING_IDENTITY = scenarios("records how it was proved who asks", THE_OFFICER);

export const DECIDING_ON_ITEMS = scenarios("decides what is given of an item that is held", THE_OFFICER);

export const MAKING_THE_FILE = scenarios("makes the file that is handed over", THE_OFFICER);

export const HANDING_IT_OVER = scenarios("records that the file was handed over", THE_OFFICER);

export const REFUSING_A_REQUEST = scenarios("refuses a subject access request", THE_OFFICER);
