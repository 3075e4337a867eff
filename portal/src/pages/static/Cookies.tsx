import { PageTitle } from "../../components/PageTitle.tsx";
import { useViewer } from "../../components/ViewerProvider.tsx";
import { SummaryList } from "../../govuk/SummaryList.tsx";

export function Component() {
  const { service } = useViewer();
  return (
    <div className="app-narrow">
      <PageTitle title="Cookies" />
      <p className="govuk-body">
        This service sets one cookie, which it cannot work without. It sets none to measure or to advertise, so there is nothing to accept
        or refuse.
      </p>
      <SummaryList
        card={{ title: "The session cookie" }}
        rows={[
          { key: "What it is for", value: "It keeps you signed in as you go from page to page" },
          { key: "What it holds", value: "A random number; nothing about you or about a family" },
          {
            key: "When it ends",
            value: `When you sign out, or after ${service.idleMinutes} minutes without use`,
          },
        ]}
      />
      <p className="govuk-body">
        While the page is open, your browser also remembers how far down you had scrolled on each page you went through. It forgets this
        when you close the tab.
      </p>
    </div>
  );
}
