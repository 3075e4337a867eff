import { DangerNotice } from "../../components/DangerNotice.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { useViewer } from "../../components/ViewerProvider.tsx";
import { Details } from "../../govuk/Details.tsx";

export function Component() {
  const { service } = useViewer();
  return (
    <div className="app-narrow">
      <PageTitle title="Help" />
      <DangerNotice />
      <h2 className="govuk-heading-m">Talk to someone</h2>
      <p className="govuk-body">
        The early help desk answers questions about families, assessments and this service:{" "}
        <strong className="app-nowrap">{service.earlyHelpPhone}</strong>.
      </p>
      <h2 className="govuk-heading-m">Common questions</h2>
      <Details summary="I am worried about a family. Where do I start?">
        <p>
          Check first whether a CAF exists. If one does, you are told whom to call. If none is known, you can start one: talk with the
          family, ask for their agreement, and fill it in together. It is saved as you type.
        </p>
      </Details>
      <Details summary="My CAF was returned. What now?">
        <p>It is on your home page, with the reason. Amend it and submit it again; what you sent before is kept as it was.</p>
      </Details>
      <Details summary="I began a CAF that is not needed. What now?">
        <p>
          Open it and choose “Discard this draft”. You are asked first, and see what is lost. A CAF that was submitted is closed instead,
          and one in which a referral to MASH is recorded is kept.
        </p>
      </Details>
      <Details summary="Why can I not see a family?">
        <p>
          You see families in which your team is involved: through a CAF, as lead professional, with a seat at the team around the family,
          or by an open action. Access ends some weeks after the last of these.
        </p>
      </Details>
      <Details summary="What do the words mean?">
        <dl className="app-glossary">
          <dt>CAF</dt>
          <dd>Common Assessment Framework: the assessment of the whole family</dd>
          <dt>Lead professional</dt>
          <dd>The one worker who holds the plan together, from whichever agency</dd>
          <dt>TAF</dt>
          <dd>Team around the family: its members meet about every six weeks</dd>
          <dt>Attached</dt>
          <dd>
            Counted in the programme from a certain day, when the family was eligible, everyone had been considered, the plan answered each
            need, and a lead professional had accepted
          </dd>
          <dt>MASH</dt>
          <dd>Multi-Agency Safeguarding Hub: where to report a risk of significant harm</dd>
        </dl>
      </Details>
    </div>
  );
}
