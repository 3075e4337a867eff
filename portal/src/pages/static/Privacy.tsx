import { PageTitle } from "../../components/PageTitle.tsx";
import { useViewer } from "../../components/ViewerProvider.tsx";

export function Component() {
  const { service } = useViewer();
  return (
    <div className="app-narrow">
      <PageTitle title="Privacy notice" />
      <p className="govuk-body">
        {service.authority} is the controller of the information in this service. Agencies that work together with a family use it to help
        that family and to show that the help worked.
      </p>
      <h2 className="govuk-heading-m">What is kept</h2>
      <ul className="govuk-list govuk-list--bullet">
        <li>who is in a family, how they are related and how to reach them</li>
        <li>the assessment (CAF), the plan, who does what by when, and meetings</li>
        <li>dated facts from schools, police, housing, health and others that bear on the family’s needs</li>
        <li>who looked at a family’s record, when and why</li>
      </ul>
      <h2 className="govuk-heading-m">Why we may</h2>
      <p className="govuk-body">
        Early help is a task that the law gives to the council and its partners. Each use of information has its own lawful basis, which is
        recorded beside it. A family’s agreement to take part is asked for as well: it decides which agencies are involved, and it may be
        taken back. To keep a child safe, information may be shared without agreement; the reason is then written down.
      </p>
      <h2 className="govuk-heading-m">Who sees it</h2>
      <p className="govuk-body">
        Only people whose team is involved with the family, and those who coordinate, check or answer for the work. Sensitive facts are
        shown to fewer people still. Board members see figures only, with small numbers hidden. Every view of a family is recorded.
      </p>
      <h2 className="govuk-heading-m">A family’s rights</h2>
      <p className="govuk-body">
        A person may ask to see what is held about them, to have it corrected, or to object to its use. Call the early help desk on{" "}
        <span className="app-nowrap">{service.earlyHelpPhone}</span>, or tell any worker. A person may also complain to the{" "}
        <a className="govuk-link" href="https://ico.org.uk/make-a-complaint/" rel="noreferrer">
          Information Commissioner’s Office
        </a>
        .
      </p>
      <h2 className="govuk-heading-m">On your device</h2>
      <p className="govuk-body">
        Nothing about a family is written to your device, unless you download a table or print a page. You are then responsible for keeping
        it safe and destroying it when it is no longer needed.
      </p>
    </div>
  );
}
