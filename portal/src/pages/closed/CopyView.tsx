import type { ReactNode } from "react";
import { FormattedDate } from "../../components/FormattedDate.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { PrintButton } from "../../components/PrintButton.tsx";
import { listed, teamName } from "../../components/people.ts";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { CRITERION_NAMES, RELATIONSHIP_NAMES } from "../../components/words.ts";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button, ButtonGroup } from "../../govuk/Button.tsx";
import { WarningText } from "../../govuk/WarningText.tsx";
import { CAPACITY_NAMES, DOMAIN_NAMES, type Domain } from "../caf/words.ts";
import type { MakeFamilyCopyMutation } from "./Closed.generated.ts";

export type Copy = NonNullable<MakeFamilyCopyMutation["makeFamilyCopy"]["copy"]>;

/** A part of the copy; one of which nothing is said is not in it. */
function Part({ title, children }: { title: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <section>
      <h2 className="govuk-heading-m">{title}</h2>
      {children}
    </section>
  );
}

const said = (words: string | null, key: string): ReactNode[] =>
  words === null
    ? []
    : [
        <p key={key} className="govuk-body app-words">
          {words}
        </p>,
      ];

const row = (title: ReactNode, key: string, ...body: ReactNode[]): ReactNode => (
  <div key={key} className="app-copy__entry">
    <h3 className="govuk-heading-s">{title}</h3>
    {body}
  </div>
);

/** What one can agree to, as it reads where no list of agencies need follow. */
const AGREED_TO: Readonly<Record<string, string>> = {
  EARLY_HELP: "help for the whole family",
  SHARING_WITH_AGENCIES: "sharing this with agencies that help",
  PROGRAMME: "being counted in the programme",
};

const nameOf = (name: string | null) => name ?? "The expected baby";

function agreementOf({ agreement }: Copy): ReactNode[] {
  if (agreement === null) return [];
  const { agreed, name, capacity, agreedOn, purposes, agencies } = agreement;
  const to = Object.entries(AGREED_TO).flatMap(([purpose, words]) => (purposes.includes(purpose) ? [words] : []));
  return [
    <p key="agreed" className="govuk-body">
      {agreed ? "You agreed to this assessment" : "You did not agree to this assessment"}
      {agreedOn && (
        <>
          {" "}
          on <FormattedDate date={agreedOn} />
        </>
      )}
      {name && `. ${name} said so${capacity ? `: ${CAPACITY_NAMES[capacity].toLowerCase()}` : ""}`}.
    </p>,
    ...said(to.length > 0 ? `You agreed to: ${listed(to)}.` : null, "purposes"),
    ...said(agencies.length > 0 ? `It is shared with: ${listed(agencies)}.` : null, "agencies"),
  ];
}

function planOf({ actions }: Copy): ReactNode[] {
  return actions.map(({ title, outcome, team, agency, dueOn, doneOn }, index) =>
    row(
      title ?? "Details removed",
      String(index),
      ...said(outcome && `What we hope for: ${outcome}`, "outcome"),
      <p key="who" className="govuk-body">
        Who: {team !== null && agency !== null ? teamName({ name: team, agency: { name: agency } }) : "you"},{" "}
        {doneOn === null ? (
          <>
            by <FormattedDate date={dueOn} />
          </>
        ) : (
          <>
            done on <FormattedDate date={doneOn} />
          </>
        )}
      </p>,
    ),
  );
}

function Body({ copy }: { copy: Copy }) {
  const { lead } = copy;
  return (
    <>
      <Part title="Who is in the family">
        {copy.members.length === 0
          ? []
          : [
              <ul key="members" className="govuk-list govuk-list--bullet">
                {copy.members.map(({ name, relationship }) => (
                  <li key={`${name} ${relationship}`}>
                    {nameOf(name)}
                    {relationship && `, ${RELATIONSHIP_NAMES[relationship].toLowerCase()}`}
                  </li>
                ))}
              </ul>,
            ]}
      </Part>
      <Part title="Why this assessment was made">{said(copy.reason, "reason")}</Part>
      <Part title="Language">
        {[
          ...said(copy.language, "language"),
          ...said(copy.interpreter === null ? null : `Interpreter: ${copy.interpreter}`, "interpreter"),
        ]}
      </Part>
      <Part title="Who helps you already">
        {copy.agenciesInvolved.length === 0 ? [] : said(copy.agenciesInvolved.join("\n"), "agencies")}
      </Part>
      <Part title="What you agreed to">{agreementOf(copy)}</Part>
      <Part title="What you said">
        {copy.voices.map(({ name, words }, index) => row(nameOf(name), String(index), ...said(words, "words")))}
      </Part>
      <Part title="What goes well, and what is hard">
        {copy.lives.map(({ name, domain, strengths, needs }, index) =>
          row(
            `${nameOf(name)}: ${DOMAIN_NAMES[domain as Domain].toLowerCase()}`,
            String(index),
            ...said(strengths && `Goes well: ${strengths}`, "strengths"),
            ...said(needs && `Is hard: ${needs}`, "needs"),
          ),
        )}
      </Part>
      <Part title="What you need help with">
        {copy.needs.map(({ name, criterion, words }, index) =>
          row(`${nameOf(name)}: ${CRITERION_NAMES[criterion].toLowerCase()}`, String(index), ...said(words, "words")),
        )}
      </Part>
      <Part title="Your plan">{planOf(copy)}</Part>
      <Part title="What you think of it">
        {[
          ...(copy.familyAgrees === null
            ? []
            : said(
                copy.familyAgrees ? "You agree with what is written here." : "You do not agree with all of what is written here.",
                "agrees",
              )),
          ...said(copy.familyView, "view"),
        ]}
      </Part>
      <Part title="Whom to ask">
        {[
          ...said(lead === null ? null : `${lead.name}, ${lead.agency}${lead.phone === null ? "" : `, ${lead.phone}`}`, "lead"),
          ...(copy.nextMeetingOn === null
            ? []
            : [
                <p key="meeting" className="govuk-body">
                  The next meeting is on <FormattedDate date={copy.nextMeetingOn} />.
                </p>,
              ]),
        ]}
      </Part>
    </>
  );
}

/** What the member takes home, as it is printed; only what stands around it is for whoever prints it. */
export function CopyView({ copy, familyId, onAgain }: { copy: Copy; familyId: string; onAgain: () => void }) {
  const readers = listed(copy.readers);
  const viewer = useSignedIn();
  return (
    <div className="app-narrow app-copy">
      <div className="app-copy__around">
        <BackLink to={`/families/${familyId}`}>Back to the family</BackLink>
        <WarningText>
          Read it through before you hand it over. Other words of the assessment may still tell of what is closed to {readers}.
        </WarningText>
        <ButtonGroup>
          <PrintButton />
          <Button type="button" variant="secondary" onClick={onAgain}>
            Make it for somebody else
          </Button>
        </ButtonGroup>
      </div>
      <PageTitle title="Copy for the family" caption={copy.reference}>
        Copy for {readers}
      </PageTitle>
      <p className="govuk-body">
        {copy.familyName === null ? "" : `${copy.familyName} family. `}Made on <FormattedDate date={copy.madeOn} /> by {viewer.name},{" "}
        {viewer.team === null ? viewer.agency.name : teamName({ name: viewer.team.name, agency: viewer.agency })}.
      </p>
      {!copy.assessed && <p className="govuk-body">There is no assessment yet.</p>}
      <Body copy={copy} />
    </div>
  );
}
