import { useClosedTo } from "./closed.ts";
import { listed } from "./people.ts";

/** On paper alone, above everything: a page as professionals read it is not for the family. */
export function ProfessionalCopy() {
  const names = useClosedTo(() => true);
  return (
    <div className="app-professional-copy">
      <p className="govuk-heading-m">Professional copy: not for the family</p>
      <p className="govuk-body">
        {names.length === 0
          ? "It may hold what members of the family have not been told."
          : `It holds what is not to be shared with ${listed(names)}.`}{" "}
        Make a copy for the family in the service instead.
      </p>
    </div>
  );
}
