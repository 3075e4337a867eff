import { PageTitle } from "../../components/PageTitle.tsx";
import { useViewer } from "../../components/ViewerProvider.tsx";
import { SummaryList } from "../../govuk/SummaryList.tsx";

export function Component() {
  const { service } = useViewer();
  return (
    <div className="app-narrow">
      <PageTitle title="Cookies" />
      <p className="govuk-body">
        This service sets cookies only to sign you in, and cannot work without them. It sets none to measure or to advertise, so there is
        nothing to accept or refuse. Each holds a random number, and nothing about you or about a family.
      </p>
      <SummaryList
        card={{ title: "The session cookie" }}
        rows={[
          { key: "What it is for", value: "It keeps you signed in as you go from page to page" },
          {
            key: "When it ends",
            value: `When you sign out, after ${service.idleMinutes} minutes without use, or ${service.sessionHours} hours after you signed in`,
          },
        ]}
      />
      <SummaryList
        card={{ title: "Cookies while you sign in" }}
        rows={[
          {
            key: "What they are for",
            value:
              "They remember that you have given your password until you give your code, or that you went to your organisation’s sign-in until you are back",
          },
          { key: "When they end", value: "Once you are signed in, or after 15 minutes" },
        ]}
      />
      <p className="govuk-body">
        While the page is open, your browser also remembers how far down you had scrolled on each page you went through. It forgets this
        when you close the tab.
      </p>
    </div>
  );
}
