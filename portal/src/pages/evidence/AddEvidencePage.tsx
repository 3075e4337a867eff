import { useMutation, useQuery } from "@apollo/client/react";
import { type FormEvent, useEffect, useState } from "react";
import { Link, useLocation, useNavigate, useParams } from "react-router";
import type { EvidenceKind } from "../../apollo/schema.generated.ts";
import type { FormError } from "../../apollo/use-server-form.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { FamilyForm, NotForYou } from "../family/FamilyForm.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { AddEvidenceDocument, FamilyForEvidenceDocument, type FamilyForEvidenceQuery } from "./Evidence.generated.ts";
import { EvidenceFields } from "./EvidenceFields.tsx";
import { emptyValues, missing, toFact } from "./form.ts";
import { inOrder, KIND_FORMS } from "./kinds.ts";
import { type EvidenceFamily, surroundings, useEvidenceForm } from "./use-evidence-form.ts";

type Terms = FamilyForEvidenceQuery["schoolTerms"];

const TITLE = "Add evidence";
const NO_KIND: readonly FormError[] = [{ path: "kind", fieldId: "kind", message: "Choose what you want to add" }];

/** The kind lies in the history alone: an address that names a family must not say what is known of it. */
function useKind(allowed: readonly EvidenceKind[]): EvidenceKind | null {
  const state: unknown = useLocation().state;
  const asked = typeof state === "object" && state !== null && "kind" in state ? state.kind : null;
  return allowed.find((kind) => kind === asked) ?? null;
}

function ChooseKind({ family }: { family: EvidenceFamily }) {
  const navigate = useNavigate();
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const choose = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const kind = new FormData(event.currentTarget).get("kind");
    if (kind === null) setErrors(NO_KIND);
    else void navigate(".", { state: { kind } });
  };
  return (
    <FamilyForm family={family} title={TITLE} errors={errors}>
      <form noValidate onSubmit={choose}>
        <Radios
          name="kind"
          legend="What do you want to add?"
          legendSize="m"
          error={errors[0]?.message}
          options={inOrder(family.viewerCanAddEvidence).map((value) => {
            const { title, hint } = KIND_FORMS[value];
            return { value, label: title, ...(hint === undefined ? {} : { hint }) };
          })}
        />
        <Button>Continue</Button>
      </form>
    </FamilyForm>
  );
}

function AddKind({ family, kind, terms }: { family: EvidenceFamily; kind: EvidenceKind; terms: Terms }) {
  const [add] = useMutation(AddEvidenceDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { form, asksWhetherAgain, settle } = useEvidenceForm(family, kind, emptyValues(kind));
  // The address has not changed, so the page must move the focus to its new heading itself.
  useEffect(() => document.querySelector<HTMLElement>("main h1")?.focus(), []);
  return (
    <FamilyForm family={family} title={KIND_FORMS[kind].title} errors={form.errors}>
      <p className="govuk-body">
        <Link className="govuk-link" to="." replace>
          Choose another kind of evidence
        </Link>
      </p>
      <form
        noValidate
        autoComplete="off"
        onSubmit={form.submit(async (values) => {
          const faults = missing(kind, values);
          if (faults.length > 0) return faults;
          const { data } = await add({
            variables: { input: { familyId: family.id, fact: toFact(kind, values), statement: values.statement || null, idempotencyKey } },
          });
          return settle(data?.addEvidence, "The evidence is recorded");
        })}
      >
        <EvidenceFields
          kind={kind}
          form={form}
          members={family.members}
          around={surroundings(family, terms)}
          asksWhetherAgain={asksWhetherAgain}
        />
        <Button busy={form.busy}>Record this evidence</Button>
      </form>
    </FamilyForm>
  );
}

function AddTo({ family, terms }: { family: EvidenceFamily; terms: Terms }) {
  const kind = useKind(family.viewerCanAddEvidence);
  if (family.viewerCanAddEvidence.length === 0) {
    return (
      <NotForYou family={family} title={TITLE}>
        Your agency supplies no evidence about families. Only those who know a thing can add it.
      </NotForYou>
    );
  }
  return kind === null ? <ChooseKind family={family} /> : <AddKind key={kind} family={family} kind={kind} terms={terms} />;
}

function AddEvidencePage() {
  const { id = "" } = useParams();
  const query = useQuery(FamilyForEvidenceDocument, { variables: { id } });
  return (
    <Loaded query={query} what="the family">
      {({ family, schoolTerms }) => (family === null ? <NotFound what="family" /> : <AddTo family={family} terms={schoolTerms} />)}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="evidence.add">
      <AddEvidencePage />
    </RequirePermission>
  );
}
