import { PageTitle } from "../../components/PageTitle.tsx";
import { useViewer } from "../../components/ViewerProvider.tsx";

export function Component() {
  const { service } = useViewer();
  return (
    <div className="app-narrow">
      <PageTitle title="Accessibility statement" />
      <p className="govuk-body">
        This statement is about the Working Together With Families service of {service.authority}. We want as many people as possible to be
        able to use it: on a phone, by keyboard alone, with a screen reader, or with text made larger.
      </p>
      <h2 className="govuk-heading-m">What you can do</h2>
      <ul className="govuk-list govuk-list--bullet">
        <li>make everything up to four times larger without losing words or scrolling sideways</li>
        <li>reach and use every part with a keyboard</li>
        <li>listen to every page with a screen reader</li>
        <li>change colours and contrast in your browser or device</li>
        <li>ask for more time before you are signed out</li>
      </ul>
      <h2 className="govuk-heading-m">How accessible it is</h2>
      <p className="govuk-body">
        The service is built to meet the Web Content Accessibility Guidelines version 2.2 at level AA. Every page is checked by an automatic
        tool each time the service is changed. It has not yet been tested by an independent auditor, nor by people who use assistive
        technology in their work; until it has, we do not claim that it meets the guidelines in full.
      </p>
      <h2 className="govuk-heading-m">What may be harder to use</h2>
      <ul className="govuk-list govuk-list--bullet">
        <li>wide tables of figures scroll sideways in their own box on a small screen; each can be downloaded</li>
        <li>documents that other agencies attach may not be accessible</li>
      </ul>
      <h2 className="govuk-heading-m">Tell us about a problem</h2>
      <p className="govuk-body">
        Call the early help desk on <span className="app-nowrap">{service.earlyHelpPhone}</span> and say which page it was and what
        happened. We answer within five working days. You may ask for anything here in large print, easy read, braille or as audio.
      </p>
      <p className="govuk-body">
        If you are not happy with our answer, you may contact the{" "}
        <a className="govuk-link" href="https://www.equalityadvisoryservice.com/" rel="noreferrer">
          Equality Advisory and Support Service
        </a>
        , which works for the Equality and Human Rights Commission.
      </p>
    </div>
  );
}
