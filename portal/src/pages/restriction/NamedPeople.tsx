import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { formatDate } from "../../components/dates.ts";
import { ROLE_NAMES } from "../../components/words.ts";
import { Button } from "../../govuk/Button.tsx";
import { Select } from "../../govuk/Select.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { FamilyForm } from "../family/FamilyForm.tsx";
import { type FamilyRestrictionQuery, LiftRestrictionDocument, NameViewerDocument, UnnameViewerDocument } from "./Restriction.generated.ts";

type Family = NonNullable<FamilyRestrictionQuery["family"]>;

/** Who may see a restricted family; a coordinator who is named adds to them, takes from them, and lifts it. */
export function NamedPeople({ family }: { family: Family }) {
  const navigate = useNavigate();
  const [lift] = useMutation(LiftRestrictionDocument);
  const [name] = useMutation(NameViewerDocument);
  const [unname] = useMutation(UnnameViewerDocument);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const naming = useServerForm({ defaultValues: { workerId: "" } });
  const unnaming = useServerForm({ defaultValues: {} });
  const lifting = useServerForm({ defaultValues: { reason: "" } });
  const errors = [...naming.errors, ...unnaming.errors, ...lifting.errors];
  const { restriction } = family;
  return (
    <FamilyForm family={family} title="Who may see this family" errors={errors}>
      {restriction && (
        <p className="govuk-body">
          Restricted by {restriction.restrictedBy.name} on {formatDate(restriction.restrictedOn)}: {restriction.reason ?? "reason removed"}
        </p>
      )}
      <ul className="govuk-list govuk-list--spaced">
        {family.namedViewers.map(({ worker }) => (
          <li key={worker.id}>
            <form
              noValidate
              onSubmit={unnaming.submit(async () => {
                const { data } = await unname({
                  variables: { input: { familyId: family.id, workerId: worker.id, idempotencyKey: crypto.randomUUID() } },
                });
                if (data?.unnameViewer.errors.length === 0 && data.unnameViewer.family === null) await navigate("/families");
                return data?.unnameViewer.errors;
              })}
            >
              <span className="govuk-!-font-weight-bold">{worker.name}</span>
              <span className="app-under">
                {ROLE_NAMES[worker.role]}, {worker.agency.name}
              </span>
              <Button busy={unnaming.busy} variant="secondary">
                Take off<span className="govuk-visually-hidden"> {worker.name}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
      <h2 className="govuk-heading-m">Name somebody else</h2>
      {family.possibleViewers.length === 0 ? (
        <p className="govuk-body">
          Nobody else works with the family or covers its district. To bring somebody in, ask them to be lead professional or give their
          team a part in the plan.
        </p>
      ) : (
        <form
          noValidate
          onSubmit={naming.submit(async ({ workerId }) => {
            if (workerId === "") return [{ code: "MISSING", field: "workerId", message: "Choose whom to name" }];
            const { data } = await name({ variables: { input: { familyId: family.id, workerId, idempotencyKey: key } } });
            setKey(crypto.randomUUID());
            if (data?.nameViewer.family) naming.form.reset();
            return data?.nameViewer.errors;
          })}
        >
          <Select
            {...naming.field("workerId")}
            label="Who"
            options={[
              { value: "", label: "Choose somebody" },
              ...family.possibleViewers.map((each) => ({ value: each.id, label: `${each.name}, ${each.agency.name}` })),
            ]}
          />
          <Button busy={naming.busy}>Let them see it</Button>
        </form>
      )}
      <h2 className="govuk-heading-m">Lift the restriction</h2>
      <p className="govuk-body">Everybody whose team works with the family, and coordinators of its district, will see it again.</p>
      <form
        noValidate
        onSubmit={lifting.submit(async ({ reason }) => {
          const { data } = await lift({
            variables: { input: { familyId: family.id, version: family.version, reason, idempotencyKey: crypto.randomUUID() } },
          });
          if (data?.liftRestriction.family) await navigate(`/families/${family.id}`, { state: { done: "The restriction is lifted" } });
          return data?.liftRestriction.errors;
        })}
      >
        <Textarea {...lifting.field("reason")} label="Why can it be lifted?" labelSize="s" rows={3} />
        <Button busy={lifting.busy} variant="warning">
          Lift the restriction
        </Button>
      </form>
    </FamilyForm>
  );
}
