import { useQuery } from "@apollo/client/react";
import { useParams } from "react-router";
import { Loaded } from "../../components/Loaded.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { NotForYou } from "../family/FamilyForm.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { NamedPeople } from "./NamedPeople.tsx";
import { RestrictForm } from "./RestrictForm.tsx";
import { FamilyRestrictionDocument } from "./Restriction.generated.ts";

function RestrictionPage() {
  const { id = "" } = useParams();
  const query = useQuery(FamilyRestrictionDocument, { variables: { id }, fetchPolicy: "cache-and-network" });
  return (
    <Loaded query={query} what="the family">
      {({ family }) => {
        if (family === null) return <NotFound what="family" />;
        if (family.viewerCanChangeRestriction) return <NamedPeople family={family} />;
        if (family.viewerCanRestrict) return <RestrictForm family={family} />;
        return (
          <NotForYou family={family} title="Restrict this family">
            Only a coordinator of its district decides who may see this family.
          </NotForYou>
        );
      }}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="families.restrict">
      <RestrictionPage />
    </RequirePermission>
  );
}
