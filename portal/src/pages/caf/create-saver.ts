import type { ApolloClient } from "@apollo/client";
import { CAF_CRITERIA } from "../../components/words.ts";
import { type CafContentFieldsFragment, EditCafDocument, SaveCafDraftDocument } from "./Caf.generated.ts";
import { DraftSaver, type PrincipleCheck, type Saved } from "./draft-saver.ts";
import type { EditedCaf } from "./editing.ts";
import { type CafForm, notApplicableOf, toContent, toForm } from "./form.ts";

type Answers = Parameters<typeof notApplicableOf>[0];
type Kept = { version: number; principles: readonly PrincipleCheck[]; draft: { savedAt: string; content: { answers: Answers } } };

function savedOf({ version, principles, draft }: Kept): Saved {
  return { version, principles, savedAt: draft.savedAt, notApplicable: notApplicableOf(draft.content.answers) };
}

/** The saver of one CAF's draft over the API. Nothing of it goes into the cache: the form alone holds the draft. */
export function createSaver(client: ApolloClient, caf: EditedCaf, content: CafContentFieldsFragment, form: () => CafForm): DraftSaver {
  const savedAt = caf.draft?.savedAt ?? "";
  return new DraftSaver({
    saved: savedOf({ ...caf, draft: { savedAt, content } }),
    complete: content.answers.length === content.members.length * CAF_CRITERIA.length && content.members.length > 0,
    content: (notApplicable) => toContent(form(), notApplicable),
    save: async (now, version) => {
      const { data } = await client.mutate({
        mutation: SaveCafDraftDocument,
        variables: { input: { cafId: caf.id, version, content: now } },
        fetchPolicy: "no-cache",
      });
      const { caf: kept, errors = [] } = data?.saveCafDraft ?? {};
      return { saved: kept?.draft ? savedOf({ ...kept, draft: kept.draft }) : null, errors };
    },
    latest: async () => {
      const { data } = await client.query({
        query: EditCafDocument,
        variables: { reference: caf.reference },
        fetchPolicy: "no-cache",
      });
      const held = data?.caf;
      if (!held?.draft) return null;
      const saved = savedOf({ ...held, draft: held.draft });
      return { saved, content: toContent(toForm(held.draft.content), saved.notApplicable) };
    },
  });
}
