import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import { refuse, refuseUnknown } from "../../shared/refusal.ts";
import { versionContent } from "../assessments/caf.present.ts";
import { EMPTY_CONTENT } from "../assessments/caf-content.rules.ts";
import { copyOfCaf } from "../assessments/caf-copy.rules.ts";
import { closedNow, closedTo } from "../assessments/closed-answer.rules.ts";
import { mayMakeCopy } from "./family-copy.policy.ts";
import { copySource } from "./family-copy.reads.ts";
import { copyOfPlan } from "./family-copy.rules.ts";
import type { FamilyCopy } from "./family-copy.type.ts";
import type { PlanTools } from "./plan-tools.ts";

export interface CopyWanted {
  readonly familyId: string;
  readonly personIds: readonly string[];
}

/** Makes what members of a family may take home: nothing that is left out ever leaves the server. */
export class FamilyCopyService {
  readonly #tools: Pick<PlanTools, "database" | "clock" | "audit">;

  constructor(tools: Pick<PlanTools, "database" | "clock" | "audit">) {
    this.#tools = tools;
  }

  /** Each reader is a deed of their own in the log. */
  make(viewer: UserViewer, { familyId, personIds }: CopyWanted): Promise<FamilyCopy> {
    const { database, clock, audit } = this.#tools;
    return database.as(viewer, async (tx) => {
      const source = (await copySource(tx, familyId)) ?? refuseUnknown("familyId", "family");
      demand(mayMakeCopy(viewer, source.facts), "familyId");
      const readers = new Set(personIds.map((id) => id.toLowerCase()));
      const present = new Map(source.members.map(({ personId, name }) => [personId, name]));
      if ([...readers].some((id) => !present.has(id))) refuse("NOT_A_MEMBER", "personIds", "Choose somebody who is in the family now");
      const on = clock.today();
      const copy = { readers, closed: closedTo(closedNow(source.closings), readers), on };
      const version = source.caf?.versions?.[0];
      const caf = copyOfCaf(source.caf && version ? versionContent(source.caf, version) : EMPTY_CONTENT, copy);
      for (const personId of readers) audit.record(tx, { action: "family.copy", familyIds: [familyId], subjectId: personId });
      return {
        ...caf,
        madeOn: on,
        readers: [...readers].map((id) => present.get(id) ?? "Somebody without a name"),
        familyName: source.familyName,
        reference: source.reference,
        assessed: version !== undefined,
        agreement: caf.agreement && {
          ...caf.agreement,
          agencies: caf.agreement.agencyIds.flatMap((id) => source.agencies[id] ?? []),
        },
        actions: copyOfPlan(source.actions, copy),
        lead: source.lead,
        nextMeetingOn: source.nextMeetingOn,
      };
    });
  }
}
