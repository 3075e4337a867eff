import { useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useLocation, useParams } from "react-router";
import { FormattedInstant } from "../../components/FormattedDate.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { listed } from "../../components/people.ts";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { ROLE_NAMES } from "../../components/words.ts";
import { BackLink } from "../../govuk/BackLink.tsx";
import { ButtonLink } from "../../govuk/Button.tsx";
import { InsetText } from "../../govuk/InsetText.tsx";
import { NotificationBanner } from "../../govuk/NotificationBanner.tsx";
import { SummaryList, type SummaryRow } from "../../govuk/SummaryList.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { UserDeeds } from "./UserDeeds.tsx";
import { type User_UserFragment, UserDocument } from "./Users.generated.ts";
import { STATUS_COLOURS, STATUS_NAMES } from "./words.ts";

type User = User_UserFragment;

function rowsOf(user: User): SummaryRow[] {
  const rows: SummaryRow[] = [
    { key: "Status", value: <Tag colour={STATUS_COLOURS[user.status]}>{STATUS_NAMES[user.status]}</Tag> },
    { key: "Email address", value: <span className="app-written">{user.email ?? "None"}</span> },
    { key: "Role", value: ROLE_NAMES[user.role] },
    { key: "Agency", value: user.agency.name },
  ];
  if (user.team !== null) rows.push({ key: user.role === "AGENCY_LEAD" ? "Branch" : "Team", value: user.team.name });
  if (user.role === "COORDINATOR") rows.push({ key: "Districts", value: listed(user.districts.map(({ name }) => name)) });
  if (user.status === "INVITED") {
    const until = user.invitationEndsAt;
    rows.push({
      key: "Invitation",
      value:
        until === null ? (
          "Too old to be used"
        ) : (
          <>
            Can be used until <FormattedInstant instant={until} />
          </>
        ),
    });
  }
  rows.push({ key: "Authenticator app", value: user.codeSetUp ? "Set up" : "Not set up" });
  return rows;
}

function UserView({ user, told }: { user: User; told: string | undefined }) {
  const { id: viewerId } = useSignedIn();
  const [done, setDone] = useState(told);
  return (
    <div className="app-narrow">
      {done && <NotificationBanner key={done} success heading={done} />}
      <PageTitle title={user.name} caption="User" />
      <SummaryList rows={rowsOf(user)} />
      {user.id === viewerId ? (
        <InsetText>This is your own account. Another administrator can change it.</InsetText>
      ) : (
        <>
          <ButtonLink to={`/administration/users/${user.id}/change`}>Change role or place of work</ButtonLink>
          <UserDeeds user={user} onDone={setDone} />
        </>
      )}
    </div>
  );
}

function UserRecord() {
  const { id = "" } = useParams();
  const query = useQuery(UserDocument, { variables: { id } });
  const { state } = useLocation() as { state: { done?: string } | null };
  return (
    <>
      <BackLink to="/administration/users">Back to the users</BackLink>
      <Loaded query={query} what="the user">
        {({ user }) =>
          user === null ? (
            <NotFound what="user" list={{ to: "/administration/users", text: "Users" }} />
          ) : (
            <UserView user={user} told={state?.done} />
          )
        }
      </Loaded>
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission="users.manage">
      <UserRecord />
    </RequirePermission>
  );
}
