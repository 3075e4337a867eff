import type { ReactNode } from "react";
import type { FormError } from "../../apollo/use-server-form.ts";
import { PageTitle } from "../../components/PageTitle.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import type { FamilyIdentity_FamilyFragment } from "./Family.generated.ts";
import { FamilyIdentity } from "./FamilyIdentity.tsx";

type FamilyFormProps = {
  family: FamilyIdentity_FamilyFragment;
  title: string;
  errors?: readonly FormError[];
  children: ReactNode;
};

/** What stands around every question about a family: whose it is, the way back, what is wrong. */
export function FamilyForm({ family, title, errors = [], children }: FamilyFormProps) {
  return (
    <>
      <BackLink to={`/families/${family.id}`}>Back to the family</BackLink>
      <FamilyIdentity family={family} />
      <div className="app-narrow">
        {errors.length > 0 && <ErrorSummary errors={errors} />}
        <PageTitle title={title} error={errors.length > 0} />
        {children}
      </div>
    </>
  );
}

/** In place of a form that this person cannot use for this family, or that is no longer needed. */
export function NotForYou({ family, title, children }: Omit<FamilyFormProps, "errors">) {
  return (
    <FamilyForm family={family} title={title}>
      <p className="govuk-body">{children}</p>
    </FamilyForm>
  );
}
