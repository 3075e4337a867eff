import type { ReactNode } from "react";
import { ClosedContext, type ClosedPlace, closedOf } from "../../components/closed.ts";
import { formatDate } from "../../components/dates.ts";
import { NotToBeShared } from "../../components/NotToBeShared.tsx";
import { ProfessionalCopy } from "../../components/ProfessionalCopy.tsx";
import { CRITERION_NAMES, RELATIONSHIP_NAMES } from "../../components/words.ts";
import { SummaryList, type SummaryRow } from "../../govuk/SummaryList.tsx";
import { AnswersTable, type ReadContent } from "./AnswersTable.tsx";
import { type Directory, labelIn, useDirectory } from "./use-directory.ts";
import { CAPACITY_NAMES, DOMAIN_NAMES, DOMAINS, PURPOSES } from "./words.ts";

type Name = (key: string | null | undefined) => string;

/** How readers call each member: by first name, or by what they are. */
function namesOf(content: ReadContent): Name {
  const names = new Map(
    content.members.map(({ key, givenName, relationship }, index) => [
      key,
      givenName || (relationship === "EXPECTED_CHILD" ? "The expected baby" : `Person ${index + 1}`),
    ]),
  );
  return (key) => (key ? (names.get(key) ?? "Somebody no longer in the family") : "The whole family");
}

const words = (text: string | null | undefined) =>
  text ? <span className="app-words">{text}</span> : <span className="app-missing">Not given</span>;
const yesNo = (value: boolean | null | undefined) => words(value === true ? "Yes" : value === false ? "No" : null);
const date = (value: string | null | undefined) => words(value ? formatDate(value) : null);

function familyRows(content: ReadContent, directory: Directory): SummaryRow[] {
  return [
    { key: "Family name", value: words(content.familyName) },
    { key: "Address", value: words([content.address, content.postcode].filter(Boolean).join("\n")) },
    { key: "District", value: words(labelIn(directory.districts, content.district)) },
    ...content.members.map((member, index) => ({
      key: [member.givenName, member.familyName].filter(Boolean).join(" ") || `Person ${index + 1}`,
      value: (
        <>
          {words(member.relationship ? RELATIONSHIP_NAMES[member.relationship] : null)},{" "}
          {member.relationship === "EXPECTED_CHILD" ? "expected" : "born"} {date(member.dateOfBirth)}
        </>
      ),
    })),
  ];
}

function agreementRows({ agreement }: ReadContent, name: Name, directory: Directory): SummaryRow[] {
  const purposes = PURPOSES.filter(({ value }) => agreement?.purposes.includes(value)).map(({ label }) => label);
  const agencies = agreement?.agencyIds.map((id) => labelIn(directory.agencies, id)) ?? [];
  return [
    { key: "The family agrees", value: yesNo(agreement?.agreed) },
    { key: "Who agrees", value: words(agreement?.memberKey ? name(agreement.memberKey) : null) },
    { key: "How", value: words(agreement?.capacity ? CAPACITY_NAMES[agreement.capacity] : null) },
    { key: "When", value: date(agreement?.agreedOn) },
    { key: "To what", value: words(purposes.join("\n")) },
    { key: "Shared with", value: words(agencies.join("\n")) },
  ];
}

type CafContentViewProps = {
  content: ReadContent;
  /** What in a submitted version is not to be shown to whom; a draft says it itself. */
  closed?: readonly ClosedPlace[] | undefined;
  /** The editor's address, where the reader may change what stands here. */
  changeAt?: string | undefined;
  headingLevel?: 2 | 3 | undefined;
};

/** All that a CAF says, in the order in which it is asked. */
export function CafContentView({ content, closed, changeAt, headingLevel = 2 }: CafContentViewProps) {
  const directory = useDirectory(content.district);
  const name = namesOf(content);
  const card = (title: string, section: string) => ({
    title,
    headingLevel,
    ...(changeAt && { actions: [{ text: "Change", hiddenText: title.toLowerCase(), to: `${changeAt}/${section}` }] }),
  });
  const marked = (place: string, value: ReactNode) => (
    <>
      {value}
      <NotToBeShared place={place} />
    </>
  );
  const drafted = (content.closed ?? []).flatMap(({ place, memberKeys }) => memberKeys.map((key) => ({ place, name: name(key) })));
  const heard = content.voices.map(({ memberKey, words: said }) => ({
    key: name(memberKey),
    value: marked(`voices.${memberKey}`, words(said)),
  }));
  const children = content.members.filter(({ relationship }) => relationship === "CHILD" || relationship === "STEP_CHILD");
  return (
    <ClosedContext value={closedOf(closed ?? drafted)}>
      {changeAt && <ProfessionalCopy />}
      <div className="app-content">
        <SummaryList card={card("The family", "family")} rows={familyRows(content, directory)} />
        <SummaryList
          card={card("Reason and contact", "contact")}
          rows={[
            { key: "Reason", value: marked("reason", words(content.reason)) },
            { key: "Language", value: words(content.language) },
            { key: "Interpreter", value: words(content.interpreter) },
            { key: "Safe contact", value: marked("safeContact", words(content.safeContact)) },
            { key: "Agencies involved", value: marked("agenciesInvolved", words(content.agenciesInvolved.join("\n"))) },
          ]}
        />
        <SummaryList card={card("Agreement", "agreement")} rows={agreementRows(content, name, directory)} />
        <SummaryList card={card("What they say", "voices")} rows={heard.length > 0 ? heard : [{ key: "Voices", value: words(null) }]} />
        {children.map(({ key }) => (
          <SummaryList
            key={key}
            card={card(`${name(key)}’s life`, `child-${key}`)}
            rows={DOMAINS.flatMap((domain) => {
              const said = content.domains.find((each) => each.memberKey === key && each.domain === domain);
              return [
                { key: `${DOMAIN_NAMES[domain]}: strengths`, value: marked(`domains.${key}.${domain}`, words(said?.strengths)) },
                { key: `${DOMAIN_NAMES[domain]}: needs`, value: marked(`domains.${key}.${domain}`, words(said?.needs)) },
              ];
            })}
          />
        ))}
        <AnswersTable content={content} name={name} card={card("Needs of each person", "needs")} />
        <SummaryList
          card={card("Plan", "plan")}
          rows={
            content.plan.length === 0
              ? [{ key: "Actions", value: words(null) }]
              : content.plan.map((item, index) => ({
                  key: `${index + 1}. ${item.criterion ? CRITERION_NAMES[item.criterion] : "No need chosen"}`,
                  value: (
                    <>
                      {words(item.title)}
                      <br />
                      Wanted: {words(item.outcome)}
                      <br />
                      {name(item.memberKey)}. By {item.owner === "FAMILY" ? "the family" : words(labelIn(directory.teams, item.teamId))},
                      until {date(item.dueOn)}.
                      <NotToBeShared place={`plan.${item.key}`} />
                    </>
                  ),
                }))
          }
        />
        <SummaryList
          card={card("The family’s view", "family-view")}
          rows={[
            { key: "Agrees with this", value: yesNo(content.familyAgrees) },
            { key: "In their words", value: marked("familyView", words(content.familyView)) },
          ]}
        />
      </div>
    </ClosedContext>
  );
}
