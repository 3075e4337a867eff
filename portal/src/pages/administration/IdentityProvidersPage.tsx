import { useQuery } from "@apollo/client/react";
import { Link, useLocation } from "react-router";
import { Loaded } from "../../components/Loaded.tsx";
import { ButtonLink } from "../../govuk/Button.tsx";
import { NotificationBanner } from "../../govuk/NotificationBanner.tsx";
import { Table } from "../../govuk/Table.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { Administration } from "./Administration.tsx";
import { IdentityProvidersDocument } from "./IdentityProviders.generated.ts";

function Providers() {
  const query = useQuery(IdentityProvidersDocument);
  const { state } = useLocation() as { state: { done?: string } | null };
  return (
    <>
      {state?.done && <NotificationBanner success heading={state.done} />}
      <div className="app-narrow">
        <p className="govuk-body">
          An agency whose people sign in to everything with one account can use it here too (OpenID Connect). It lets in people of that
          agency whom you have invited, and nobody else.
        </p>
        <ButtonLink to="/administration/identity-providers/new">Add an agency’s sign-in</ButtonLink>
      </div>
      <Loaded query={query} what="providers">
        {({ identityProviders }) => (
          <Table
            caption="Agencies’ own sign-in"
            captionHidden
            stack
            rows={identityProviders}
            rowKey={({ id }) => id}
            empty="No agency signs in with its own account yet."
            columns={[
              {
                key: "name",
                header: "Name",
                value: ({ name }) => name,
                cell: ({ id, name, issuer }) => (
                  <>
                    <Link className="govuk-link" to={`/administration/identity-providers/${id}`}>
                      {name}
                    </Link>
                    <span className="app-under app-address">{issuer}</span>
                  </>
                ),
              },
              { key: "agency", header: "Agency", value: ({ agency }) => agency.name },
              { key: "people", header: "People who have used it", value: ({ people }) => people, numeric: true },
              {
                key: "enabled",
                header: "Status",
                value: ({ enabled }) => (enabled ? "On" : "Off"),
                cell: ({ enabled }) => <Tag colour={enabled ? "green" : "grey"}>{enabled ? "On" : "Off"}</Tag>,
              },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}

export function Component() {
  return (
    <Administration title="Agencies’ own sign-in" permission="identity-providers.manage">
      <Providers />
    </Administration>
  );
}
