import { InputType } from "type-graphql";
import { AddEvidenceInput } from "./evidence.inputs.ts";

@InputType({ description: "A fact as an agency's own system sends it." })
export class SendEvidenceInput extends AddEvidenceInput {}
