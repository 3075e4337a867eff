import { Suspense } from "react";
import { Link, Outlet, ScrollRestoration, useLocation, useNavigation } from "react-router";
import { connectionLost } from "../apollo/session.ts";
import { useStore } from "../apollo/store.ts";
import { Footer } from "../govuk/Footer.tsx";
import { Header } from "../govuk/Header.tsx";
import { PhaseBanner } from "../govuk/PhaseBanner.tsx";
import { ServiceNavigation } from "../govuk/ServiceNavigation.tsx";
import { SkipLink } from "../govuk/SkipLink.tsx";
import { Loading } from "./Loading.tsx";
import { navigationFor } from "./navigation.ts";
import { SessionWatch } from "./SessionWatch.tsx";
import { StepUp } from "./StepUp.tsx";
import { useSignOut } from "./use-sign-out.ts";
import { useViewer } from "./ViewerProvider.tsx";
import { SERVICE_NAME } from "./words.ts";

const CONTENT_ID = "content";

const SUPPORT = [
  { text: "Help", to: "/help" },
  { text: "Accessibility statement", to: "/accessibility" },
  { text: "Privacy notice", to: "/privacy" },
  { text: "Cookies", to: "/cookies" },
];

function SignedInAs({ name, place }: { name: string; place: string }) {
  const signOut = useSignOut();
  return (
    <div className="app-signed-in">
      <p className="app-signed-in__who">
        <span className="govuk-visually-hidden">Signed in as </span>
        <Link className="govuk-link govuk-link--inverse" to="/account">
          <strong>{name}</strong>
        </Link>
        <span className="app-signed-in__place">{place}</span>
      </p>
      <button type="button" className="app-link-button" onClick={() => void signOut()}>
        Sign out
      </button>
    </div>
  );
}

function ConnectionBanner() {
  const lost = useStore(connectionLost);
  return (
    <div className="app-connection" role="status">
      {lost && (
        <p className="govuk-width-container">
          <strong>No connection to the service.</strong> Keep this page open: what you have typed stays here.
        </p>
      )}
    </div>
  );
}

/** What stands around every page. */
export function Layout() {
  const { viewer, service, can } = useViewer();
  const { pathname } = useLocation();
  const { state } = useNavigation();

  return (
    <>
      <SkipLink targetId={CONTENT_ID} />
      <header className="app-header">
        <Header end={viewer && <SignedInAs name={viewer.name} place={viewer.team?.name ?? viewer.agency.name} />}>
          <span className="app-header__service">{SERVICE_NAME}</span> <span className="app-header__authority">{service.authority}</span>
        </Header>
        {viewer && <ServiceNavigation items={navigationFor(can, pathname)} />}
        {service.demonstration && <PhaseBanner tag="Demonstration">Made-up families. Enter nothing about a real person.</PhaseBanner>}
      </header>
      <ConnectionBanner />
      <div className="govuk-width-container app-page">
        <main className="govuk-main-wrapper" id={CONTENT_ID} tabIndex={-1} aria-busy={state === "loading"}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <footer className="app-footer">
        <Footer items={SUPPORT} />
      </footer>
      <StepUp />
      <SessionWatch />
      <ScrollRestoration />
    </>
  );
}
