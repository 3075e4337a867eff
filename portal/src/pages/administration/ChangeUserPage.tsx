import { useMutation, useQuery } from "@apollo/client/react";
import { useNavigate, useParams } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button } from "../../govuk/Button.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Input } from "../../govuk/Input.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { NO_AGENCY, NO_ROLE, PlaceFields, type PlaceValues, roleIn } from "./PlaceFields.tsx";
import { AdministrationDirectoryDocument, type AdministrationDirectoryQuery } from "./Places.generated.ts";
import { ChangeUserDocument, type User_UserFragment, UserDocument } from "./Users.generated.ts";

function valuesOf(user: User_UserFragment): PlaceValues {
  return {
    name: user.name,
    role: user.role,
    agencyId: user.agency.id,
    teamId: user.team?.id ?? "",
    districtCodes: user.districts.map(({ code }) => code),
  };
}

function ChangeForm({ user, directory }: { user: User_UserFragment; directory: AdministrationDirectoryQuery }) {
  const navigate = useNavigate();
  const [change] = useMutation(ChangeUserDocument);
  const { form, field, errors, busy, submit } = useServerForm({ defaultValues: valuesOf(user) });
  const path = `/administration/users/${user.id}`;
  return (
    <>
      <BackLink to={path}>Back to {user.name}</BackLink>
      <div className="app-narrow">
        {errors.length > 0 && <ErrorSummary errors={errors} />}
        <PageTitle title="Change role or place of work" caption={user.name} error={errors.length > 0} />
        <form
          noValidate
          onSubmit={submit(async ({ role: chosen, teamId, ...values }) => {
            const role = roleIn(chosen);
            const missing = [...(role ? [] : [NO_ROLE]), ...(values.agencyId === "" ? [NO_AGENCY] : [])];
            if (!role || missing.length > 0) return missing;
            const input = { userId: user.id, version: user.version, ...values, role, teamId: teamId || null };
            const { data } = await change({ variables: { input } });
            if (data?.changeUser.user)
              await navigate(path, { state: { done: "The change is saved, and they are signed out where it matters" } });
            return data?.changeUser.errors;
          })}
        >
          <p className="govuk-body">With another role, agency, team or other districts they are signed out at once, everywhere.</p>
          <Input {...field("name")} label="Name" autoComplete="off" spellCheck={false} width={30} />
          <PlaceFields field={field} role={form.watch("role")} agencyId={form.watch("agencyId")} directory={directory} />
          <Button busy={busy}>Save</Button>
        </form>
      </div>
    </>
  );
}

function ChangePage() {
  const { id = "" } = useParams();
  const user = useQuery(UserDocument, { variables: { id } });
  const directory = useQuery(AdministrationDirectoryDocument);
  return (
    <Loaded query={user} what="the user">
      {({ user: found }) =>
        found === null ? (
          <NotFound what="user" list={{ to: "/administration/users", text: "Users" }} />
        ) : (
          <Loaded query={directory} what="agencies">
            {(places) => <ChangeForm user={found} directory={places} />}
          </Loaded>
        )
      }
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="users.manage">
      <ChangePage />
    </RequirePermission>
  );
}
