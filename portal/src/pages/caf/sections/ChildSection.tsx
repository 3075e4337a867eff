import { Fieldset } from "../../../govuk/Fieldset.tsx";
import { Textarea } from "../../../govuk/Textarea.tsx";
import { NotFound } from "../../static/NotFound.tsx";
import { DangerFlag } from "../DangerFlag.tsx";
import { useEditing } from "../editing.ts";
import { NotFor } from "../NotFor.tsx";
import { SectionForm } from "../SectionForm.tsx";
import { childrenOf } from "../sections.ts";
import { DOMAIN_NAMES, DOMAIN_TOPICS, DOMAINS } from "../words.ts";

/** One child's life in the three domains, strengths first. */
export function ChildSection({ memberKey }: { memberKey: string }) {
  const { form } = useEditing();
  const child = childrenOf(form.form.getValues()).find(({ member }) => member.key === memberKey);
  if (child === undefined) return <NotFound what="child" />;
  return (
    <SectionForm id={`child-${memberKey}`} title="A child’s life" heading={`${child.name}’s life`}>
      {DOMAINS.map((domain) => (
        <Fieldset key={domain} legend={DOMAIN_NAMES[domain]} legendSize="m" className="app-domain">
          <ul className="govuk-list govuk-list--bullet app-domain__topics">
            {DOMAIN_TOPICS[domain].map((topic) => (
              <li key={topic}>{topic}</li>
            ))}
          </ul>
          <Textarea
            {...form.field(`domains.${memberKey}.${domain}.strengths`)}
            label="Strengths"
            hint="What goes well, and what helps"
            rows={3}
          />
          <Textarea
            {...form.field(`domains.${memberKey}.${domain}.needs`)}
            label="Needs"
            hint="What is hard, since when, and how you know"
            rows={3}
          />
          <NotFor place={`domains.${memberKey}.${domain}`} about={`${child.name}: ${DOMAIN_NAMES[domain].toLowerCase()}`} />
          <DangerFlag question={`domains.${memberKey}.${domain}`} about={`About ${child.name}: ${DOMAIN_NAMES[domain].toLowerCase()}`} />
        </Fieldset>
      ))}
    </SectionForm>
  );
}
