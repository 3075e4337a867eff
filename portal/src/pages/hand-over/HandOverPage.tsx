import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Select } from "../../govuk/Select.tsx";
import { FamilyForm, NotForYou } from "../family/FamilyForm.tsx";
import { NotFound } from "../static/NotFound.tsx";
import {
  FamilyForHandOverDocument,
  type FamilyForHandOverQuery,
  HandOverCandidatesDocument,
  HandOverCaseDocument,
} from "./HandOver.generated.ts";

type Family = NonNullable<FamilyForHandOverQuery["family"]>;
type Team = FamilyForHandOverQuery["branchTeams"][number];

const TITLE = "Hand this case over";
const options = (all: readonly { id: string; name: string }[]) => all.map(({ id, name }) => ({ value: id, label: name }));
const missing = (field: string, message: string) => ({ code: "MISSING", field, message });

function HandOverForm({ family, teams, involved }: { family: Family; teams: readonly Team[]; involved: readonly Team[] }) {
  const navigate = useNavigate();
  const { agency } = useSignedIn();
  const [handOver] = useMutation(HandOverCaseDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { form, field, errors, busy, submit } = useServerForm({
    defaultValues: { fromTeamId: involved.length === 1 ? (involved[0]?.id ?? "") : "", toTeamId: "", workerId: "" },
  });
  const [fromTeamId, toTeamId] = form.watch(["fromTeamId", "toTeamId"]);
  const leads = family.leadRequests.some(
    ({ status, worker }) => (status === "ASKED" || status === "ACCEPTED") && worker.team?.id === fromTeamId,
  );
  const { data } = useQuery(HandOverCandidatesDocument, { variables: { search: agency.name } });
  const workers = (data?.workers ?? []).filter(({ team }) => team?.id === toTeamId);
  return (
    <FamilyForm family={family} title={TITLE} errors={errors}>
      <p className="govuk-body">
        The other team takes over the assessments, the seat around the family and the open actions. The team that has the case now loses
        sight of the family at once.
      </p>
      <form
        noValidate
        onSubmit={submit(async (values) => {
          const left = [
            ...(values.fromTeamId === "" ? [missing("fromTeamId", "Choose which team’s case it is")] : []),
            ...(values.toTeamId === "" ? [missing("toTeamId", "Choose the team that takes it over")] : []),
          ];
          if (left.length > 0) return left;
          const workerId = leads && values.workerId !== "" ? values.workerId : null;
          const answer = await handOver({ variables: { input: { ...values, familyId: family.id, workerId, idempotencyKey } } });
          if (answer.data?.handOverCase.family) await navigate(`/families/${family.id}`, { state: { done: "The case is handed over" } });
          return answer.data?.handOverCase.errors;
        })}
      >
        <Select
          {...field("fromTeamId")}
          label="Which team has the case now?"
          labelSize="s"
          emptyLabel="Choose a team"
          options={options(involved)}
        />
        <Select
          {...field("toTeamId")}
          label="Which team takes it over?"
          labelSize="s"
          emptyLabel="Choose a team"
          options={options(teams.filter(({ id }) => id !== fromTeamId))}
        />
        {leads && (
          <Select
            {...field("workerId")}
            label="Who is asked to lead the family next?"
            labelSize="s"
            hint="They can accept or decline. Until then nobody leads it."
            emptyLabel="Choose somebody of that team"
            options={options(workers)}
          />
        )}
        <Button busy={busy}>Hand it over</Button>
      </form>
    </FamilyForm>
  );
}

function HandOverPage() {
  const { id = "" } = useParams();
  const query = useQuery(FamilyForHandOverDocument, { variables: { id }, fetchPolicy: "cache-and-network" });
  return (
    <Loaded query={query} what="the family">
      {({ family, branchTeams }) => {
        if (family === null) return <NotFound what="family" />;
        const own = new Set(branchTeams.map((team) => team.id));
        const involved = [
          ...new Map(family.access.filter(({ team, to }) => own.has(team.id) && to === null).map(({ team }) => [team.id, team])).values(),
        ];
        if (involved.length > 0 && branchTeams.length > 1) return <HandOverForm family={family} teams={branchTeams} involved={involved} />;
        return (
          <NotForYou family={family} title={TITLE}>
            {involved.length === 0
              ? "No team of your part of the agency has an open part in this family’s case."
              : "Yours is the only team of your part of the agency, so there is none to hand the case to. Ask an administrator to add one."}
          </NotForYou>
        );
      }}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="cases.hand-over">
      <HandOverPage />
    </RequirePermission>
  );
}
