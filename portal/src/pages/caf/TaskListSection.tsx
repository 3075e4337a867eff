import { FormattedInstant } from "../../components/FormattedDate.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RETURN_REASON_NAMES } from "../../components/words.ts";
import { ButtonGroup, ButtonLink } from "../../govuk/Button.tsx";
import { NotificationBanner } from "../../govuk/NotificationBanner.tsx";
import { TaskList } from "../../govuk/TaskList.tsx";
import { DangerFlag } from "./DangerFlag.tsx";
import { useEditing } from "./editing.ts";
import { sectionsOf } from "./sections.ts";

/** Why it came back stands above everything else. */
function Returned() {
  const { caf } = useEditing();
  const review = caf.versions[0]?.review;
  if (caf.status !== "RETURNED" || !review) return null;
  return (
    <NotificationBanner title="Returned" heading="This CAF came back. Change what is listed here, then submit it again.">
      <ul className="govuk-list govuk-list--bullet">
        {review.reasons.map((reason) => (
          <li key={reason}>{RETURN_REASON_NAMES[reason]}</li>
        ))}
      </ul>
      {review.note && <p className="govuk-body app-words">{review.note}</p>}
      <p className="govuk-body-s">
        {review.reviewer.name}, <FormattedInstant instant={review.reviewedAt} />
      </p>
    </NotificationBanner>
  );
}

/** Where one begins and comes back to: every section with how far it has come. */
export function TaskListSection() {
  const { caf, form, draft, canDiscard } = useEditing();
  const { base, items } = {
    base: `/cafs/${caf.reference}/edit`,
    items: sectionsOf(form.form.getValues(), draft.notApplicable),
  };
  const done = items.filter((item) => item.done).length;
  return (
    <>
      <PageTitle title={caf.status === "RETURNED" ? "Change a CAF" : "Write a CAF"} caption={caf.reference} />
      <Returned />
      <p className="govuk-body">
        {done} of {items.length} parts are complete. Take them in any order. You can leave at any time: everything is saved as you type.
      </p>
      <TaskList
        items={items.map((item) => ({
          title: item.title,
          hint: item.hint,
          to: `${base}/${item.id}`,
          status: item.status,
          ...(item.done ? {} : { colour: "blue" as const }),
        }))}
      />
      <DangerFlag question="caf" about="About this family" />
      <ButtonGroup>
        <ButtonLink to={`${base}/check`}>Check and submit</ButtonLink>
        {canDiscard && (
          <ButtonLink to={`/cafs/${caf.reference}/discard`} variant="secondary">
            Discard this draft
          </ButtonLink>
        )}
      </ButtonGroup>
    </>
  );
}
