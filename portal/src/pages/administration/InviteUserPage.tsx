import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useViewer } from "../../components/ViewerProvider.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button } from "../../govuk/Button.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Input } from "../../govuk/Input.tsx";
import { WarningText } from "../../govuk/WarningText.tsx";
import { NO_AGENCY, NO_ROLE, PlaceFields, type PlaceValues, roleIn } from "./PlaceFields.tsx";
import { AdministrationDirectoryDocument, type AdministrationDirectoryQuery } from "./Places.generated.ts";
import { InviteUserDocument } from "./Users.generated.ts";

const EMPTY: PlaceValues & { email: string } = { name: "", email: "", role: "", agencyId: "", teamId: "", districtCodes: [] };

function InviteForm({ directory }: { directory: AdministrationDirectoryQuery }) {
  const navigate = useNavigate();
  const { service } = useViewer();
  const [invite] = useMutation(InviteUserDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { form, field, errors, busy, submit } = useServerForm({ defaultValues: EMPTY });
  return (
    <div className="app-narrow">
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <PageTitle title="Invite somebody" error={errors.length > 0} />
      {!service.sendsMail && <WarningText>This service cannot send mail yet, so nobody can be invited. Ask whoever runs it.</WarningText>}
      <form
        noValidate
        onSubmit={submit(async ({ role: chosen, teamId, ...values }) => {
          const role = roleIn(chosen);
          const missing = [...(role ? [] : [NO_ROLE]), ...(values.agencyId === "" ? [NO_AGENCY] : [])];
          if (!role || missing.length > 0) return missing;
          const { data } = await invite({ variables: { input: { ...values, role, teamId: teamId || null, idempotencyKey } } });
          const made = data?.inviteUser;
          if (made?.user) {
            const done = made.sent
              ? `${made.user.name} is invited. The link in the mail works for seven days`
              : `${made.user.name} is on the list, but the mail could not be sent. Check the address, and send the invitation again`;
            await navigate(`/administration/users/${made.user.id}`, { state: { done } });
          }
          return made?.errors;
        })}
      >
        <p className="govuk-body">They are sent a link with which they choose a password. You do not see it.</p>
        <Input {...field("name")} label="Name" autoComplete="off" spellCheck={false} width={30} />
        <Input
          {...field("email")}
          label="Work email address"
          hint="Their own, not a shared one: whoever reads its mail can sign in"
          type="email"
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
          width={30}
        />
        <PlaceFields field={field} role={form.watch("role")} agencyId={form.watch("agencyId")} directory={directory} />
        <Button busy={busy}>Send the invitation</Button>
      </form>
    </div>
  );
}

function InvitePage() {
  const query = useQuery(AdministrationDirectoryDocument);
  return (
    <>
      <BackLink to="/administration/users">Back to the users</BackLink>
      <Loaded query={query} what="agencies">
        {(directory) => <InviteForm directory={directory} />}
      </Loaded>
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission="users.manage">
      <InvitePage />
    </RequirePermission>
  );
}
