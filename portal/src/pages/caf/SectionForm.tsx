import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { PageTitle } from "../../components/PageTitle.tsx";
import { Button } from "../../govuk/Button.tsx";
import { useEditing } from "./editing.ts";
import { sectionOf } from "./fields.ts";
import { sectionsOf } from "./sections.ts";

type SectionFormProps = {
  id: string;
  /** In the tab, and so without names. */
  title: string;
  /** The heading, where it names somebody. */
  heading?: ReactNode;
  children: ReactNode;
};

/** A section: its heading, its questions, and on to the next one. It saves itself; the button only makes it sure. */
export function SectionForm({ id, title, heading, children }: SectionFormProps) {
  const { caf, form, saver, draft } = useEditing();
  const navigate = useNavigate();
  const sections = sectionsOf(form.form.getValues(), draft.notApplicable);
  const refused = form.errors.some(({ path }) => path !== null && sectionOf(path) === id);
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void saver.flush();
        // Counted anew: a child may have been added on this very page.
        const now = sectionsOf(form.form.getValues(), draft.notApplicable);
        const next = now[now.findIndex((section) => section.id === id) + 1];
        void navigate(`/cafs/${caf.reference}/edit/${next?.id ?? "check"}`);
      }}
    >
      <PageTitle
        title={title}
        caption={`${caf.reference}, part ${sections.findIndex((section) => section.id === id) + 1} of ${sections.length}`}
        error={refused}
      >
        {heading}
      </PageTitle>
      {children}
      <Button>Save and continue</Button>
    </form>
  );
}
