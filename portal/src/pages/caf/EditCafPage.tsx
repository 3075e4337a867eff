import { useQuery } from "@apollo/client/react";
import { useParams } from "react-router";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { CAF_STATUS_NAMES } from "../../components/words.ts";
import { ButtonLink } from "../../govuk/Button.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { EditCafDocument } from "./Caf.generated.ts";
import { Editor } from "./Editor.tsx";

function EditCafPage() {
  const { reference = "" } = useParams();
  // Past the cache: the form keeps the draft itself, and an old one must never come back into it.
  const query = useQuery(EditCafDocument, { variables: { reference }, fetchPolicy: "no-cache" });
  return (
    <Loaded query={query} what="CAF">
      {({ caf }) => {
        if (caf === null) return <NotFound what="CAF" />;
        if (!caf.viewerCanEdit || caf.draft === null) {
          return (
            <div className="app-narrow">
              <PageTitle title="This CAF cannot be changed now" caption={caf.reference} />
              <p className="govuk-body">
                It is {CAF_STATUS_NAMES[caf.status].toLowerCase()}. Only the team that holds it can write it, and only before it is
                submitted or after it is returned.
              </p>
              <ButtonLink to={`/cafs/${caf.reference}`}>Read {caf.reference}</ButtonLink>
            </div>
          );
        }
        return <Editor key={`${caf.id} ${caf.version}`} caf={caf} content={caf.draft.content} loadNewer={() => void query.refetch()} />;
      }}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="cafs.write">
      <EditCafPage />
    </RequirePermission>
  );
}
