import { useQuery } from "@apollo/client/react";
import { Loaded } from "../../components/Loaded.tsx";
import { ROLE_NAMES } from "../../components/words.ts";
import { Table } from "../../govuk/Table.tsx";
import { DemonstrationAccountsDocument } from "./DemonstrationAccounts.generated.ts";

/** Made-up people of each role; choosing one fills in the email address. The API lists none outside a demonstration. */
export function DemonstrationAccounts({ onChoose }: { onChoose: (email: string) => void }) {
  const query = useQuery(DemonstrationAccountsDocument);
  return (
    <section aria-labelledby="demonstration-accounts">
      <h2 className="govuk-heading-m" id="demonstration-accounts">
        Choose who to be
      </h2>
      <p className="govuk-body">
        In this demonstration anyone may sign in as one of these made-up people. The password was printed when the service started.
      </p>
      <Loaded query={query} what="accounts">
        {({ service }) => (
          <Table
            caption="Demonstration accounts"
            captionHidden
            stack
            rows={service.demonstrationAccounts}
            rowKey={({ email }) => email}
            columns={[
              {
                key: "name",
                header: "Name",
                value: ({ name }) => name,
                cell: ({ name, email }) => (
                  <button type="button" className="app-link-button" onClick={() => onChoose(email)}>
                    {name}
                  </button>
                ),
              },
              { key: "role", header: "Role", value: ({ role }) => ROLE_NAMES[role] },
              { key: "agency", header: "Works at", value: ({ agency }) => agency },
              { key: "doing", header: "What they do here", value: ({ doing }) => doing },
            ]}
          />
        )}
      </Loaded>
    </section>
  );
}
