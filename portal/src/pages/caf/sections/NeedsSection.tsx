import { useEffect } from "react";
import type { CafCriterion } from "../../../apollo/schema.generated.ts";
import { CAF_CRITERIA, CRITERION_NAMES } from "../../../components/words.ts";
import { Radios } from "../../../govuk/Choices.tsx";
import { classes } from "../../../govuk/classes.ts";
import { ScrollRegion } from "../../../govuk/ScrollRegion.tsx";
import { Textarea } from "../../../govuk/Textarea.tsx";
import { DangerFlag } from "../DangerFlag.tsx";
import { useEditing } from "../editing.ts";
import { NotFor } from "../NotFor.tsx";
import { SectionForm } from "../SectionForm.tsx";
import { type Named, named } from "../sections.ts";
import { CRITERION_HINTS } from "../words.ts";

const CHOICES = [
  { value: "NEED", label: "Need" },
  { value: "NO_NEED", label: "Asked, no need" },
  { value: "NOT_ASKED", label: "Not asked" },
];
/** On a phone the rows are blocks, and browsers then forget the table: the roles remind them. */
const AS = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  rowheader: { role: "rowheader" },
  cell: { role: "cell" },
};
const CAPTION_ID = "needs-of-each-person";

function Cell({ person, criterion }: { person: Named; criterion: CafCriterion }) {
  const { form, draft } = useEditing();
  const { key } = person.member;
  const applies = !draft.notApplicable.has(`${key}.${criterion}`);
  return (
    <td className={classes("govuk-table__cell", !applies && "app-needs__none")} data-label={CRITERION_NAMES[criterion]} {...AS.cell}>
      {applies ? (
        <Radios
          {...form.field(`answers.${key}.${criterion}.answer`)}
          legend={`${person.name}: ${CRITERION_NAMES[criterion]}`}
          legendHidden
          small
          options={CHOICES}
        />
      ) : (
        "Does not apply at this age"
      )}
    </td>
  );
}

/** Under a person's answers: a written statement for each need, since a tick alone is no evidence. */
function EvidenceRow({ person }: { person: Named }) {
  const { form, draft } = useEditing();
  const { key } = person.member;
  const answers = form.form.watch(`answers.${key}`);
  const needs = CAF_CRITERIA.filter(
    (criterion) => answers?.[criterion].answer === "NEED" && !draft.notApplicable.has(`${key}.${criterion}`),
  );
  if (needs.length === 0) return null;
  return (
    <tr className="govuk-table__row app-needs__evidence" {...AS.row}>
      <td className="govuk-table__cell" colSpan={CAF_CRITERIA.length + 1} {...AS.cell}>
        {needs.map((criterion) => (
          <div key={criterion} className="app-needs__statement">
            <Textarea
              {...form.field(`answers.${key}.${criterion}.evidence`)}
              label={`Evidence of ${person.name}’s need: ${CRITERION_NAMES[criterion]}`}
              labelSize="s"
              hint="What was seen or said, by whom and when"
              rows={3}
            />
            <NotFor place={`answers.${key}.${criterion}`} about={`${person.name}: ${CRITERION_NAMES[criterion]}`} />
            <DangerFlag question={`answers.${key}.${criterion}`} about={`About ${person.name}: ${CRITERION_NAMES[criterion]}`} />
          </div>
        ))}
      </td>
    </tr>
  );
}

function PersonRows({ person }: { person: Named }) {
  return (
    <>
      <tr className="govuk-table__row" {...AS.row}>
        <th scope="row" className="govuk-table__header app-needs__person" {...AS.rowheader}>
          {person.name}
          <DangerFlag question={`answers.${person.member.key}`} about={`About ${person.name}`} />
        </th>
        {CAF_CRITERIA.map((criterion) => (
          <Cell key={criterion} person={person} criterion={criterion} />
        ))}
      </tr>
      <EvidenceRow person={person} />
    </>
  );
}

export function NeedsSection() {
  const { form, saver } = useEditing();
  // The API says what applies at whose age once it has every answer.
  useEffect(() => void saver.flush(), [saver]);
  return (
    <SectionForm id="needs" title="Needs of each person">
      <p className="govuk-body">
        Ask about everyone, adults too. Say what you found: a need, asked and no need, or not asked. Each need wants a few words of
        evidence.
      </p>
      <dl className="app-needs__key">
        {CAF_CRITERIA.map((criterion) => (
          <div key={criterion}>
            <dt>{CRITERION_NAMES[criterion]}</dt>
            <dd>{CRITERION_HINTS[criterion]}</dd>
          </div>
        ))}
      </dl>
      <ScrollRegion labelledBy={CAPTION_ID}>
        <table className="govuk-table app-needs" {...AS.table}>
          <caption className="govuk-visually-hidden" id={CAPTION_ID}>
            Six questions about each person
          </caption>
          <thead className="govuk-table__head" {...AS.rowgroup}>
            <tr className="govuk-table__row" {...AS.row}>
              <th scope="col" className="govuk-table__header" {...AS.columnheader}>
                Person
              </th>
              {CAF_CRITERIA.map((criterion) => (
                <th key={criterion} scope="col" className="govuk-table__header" {...AS.columnheader}>
                  {CRITERION_NAMES[criterion]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="govuk-table__body" {...AS.rowgroup}>
            {named(form.form.getValues()).map((person) => (
              <PersonRows key={person.member.key} person={person} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </SectionForm>
  );
}
