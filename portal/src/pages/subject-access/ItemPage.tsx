import { useMutation, useQuery } from "@apollo/client/react";
import { useNavigate, useParams } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { DoneBanner } from "../../components/DoneBanner.tsx";
import { formatDate, formatInstant } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { Details } from "../../govuk/Details.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { SummaryList } from "../../govuk/SummaryList.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { WarningText } from "../../govuk/WarningText.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { type Held, type HeldItem, itemAddress } from "./Holding.tsx";
import { DecideSubjectItemsDocument, SubjectHoldingDocument, SubjectRequestDocument } from "./SubjectAccess.generated.ts";
import { GROUND_LAW, GROUND_NAMES, HOME, isOneOf, optionsOf, required, statusOf } from "./words.ts";

type Place = { requestId: string; reference: string; holding: Held; index: number };

function Texts({ item: { texts } }: { item: HeldItem }) {
  return texts.map(({ label, written, given, masked }) => (
    <section key={label} aria-label={label}>
      <h2 className="govuk-heading-s">{label}</h2>
      <div className="govuk-inset-text app-written">{given}</div>
      {written !== given && (
        <Details summary={`As it is written${masked > 0 ? ` (${masked} hidden)` : ""}`}>
          <div className="app-written">{written}</div>
        </Details>
      )}
    </section>
  ));
}

const GROUNDS = optionsOf(GROUND_NAMES).map((option) => ({ ...option, hint: GROUND_LAW[option.value] }));

function DecideForm({ requestId, reference, holding, index, item }: Place & { item: HeldItem }) {
  const navigate = useNavigate();
  const [decide] = useMutation(DecideSubjectItemsDocument, {
    refetchQueries: ["SubjectHolding", "SubjectRequest"],
    awaitRefetchQueries: true,
  });
  const { form, field, errors, busy, submit } = useServerForm({ defaultValues: { decision: "", passages: "", ground: "", reason: "" } });
  const [chosen, passages] = [form.watch("decision"), form.watch("passages")];
  const withholds = chosen === "WITHHELD" || (chosen === "AS_MASKED" && passages.trim() !== "");
  const textual = item.texts.length > 0;
  const options = [
    {
      value: "AS_MASKED",
      label: textual ? "Give it, with others hidden" : "Give it",
      conditional: textual ? (
        <Textarea
          {...field("passages")}
          label="Passages to take out as well (optional)"
          hint="Copy each as it is written, one to a line"
          rows={3}
        />
      ) : undefined,
    },
    ...(textual
      ? [{ value: "IN_FULL", label: "Give it in full, as it is written", hint: "Such as where everybody named has consented" }]
      : []),
    { value: "WITHHELD", label: "Withhold it", hint: "It is counted, with its ground" },
  ];
  return (
    <form
      noValidate
      onSubmit={submit(async ({ decision, ground, reason }) => {
        if (decision !== "AS_MASKED" && decision !== "IN_FULL" && decision !== "WITHHELD")
          return [required("decision", "Choose what becomes of it")];
        if (withholds && !isOneOf(GROUND_NAMES, ground)) return [required("ground", "Choose the ground on which it is withheld")];
        const marked =
          decision === "AS_MASKED"
            ? passages
                .split("\n")
                .map((line) => line.trim())
                .filter(Boolean)
            : [];
        const { data } = await decide({
          variables: {
            input: {
              requestId,
              itemKeys: [item.key],
              decision,
              ground: withholds && isOneOf(GROUND_NAMES, ground) ? ground : null,
              passages: marked,
              reason,
            },
          },
        });
        if (data?.decideSubjectItems.holding) {
          const next = holding.items.findIndex((each, at) => at !== index && each.needsDecision && each.decision === null);
          await navigate(next < 0 ? `${HOME}/${reference}` : itemAddress(reference, next), { state: { done: "The decision is recorded" } });
        }
        return data?.decideSubjectItems.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <Radios {...field("decision")} legend="What becomes of it?" legendSize="m" options={options} />
      {withholds && <Radios {...field("ground")} legend="On what ground?" legendSize="s" options={GROUNDS} />}
      {chosen !== "" && (
        <Textarea
          {...field("reason")}
          label={withholds ? "Why?" : "Why? (needed where it names others in full)"}
          labelSize="s"
          hint="Kept with the decision. The person is told that an exemption applies, and not these words"
          rows={3}
        />
      )}
      <Button busy={busy}>Record the decision</Button>
    </form>
  );
}

function Decided({ item }: { item: HeldItem }) {
  const { decision } = item;
  if (decision === null) return null;
  const words = [
    { key: "Decision", value: statusOf(item).text },
    ...(decision.ground === null ? [] : [{ key: "Ground", value: GROUND_NAMES[decision.ground] }]),
    ...(decision.reason === null ? [] : [{ key: "Reason", value: decision.reason }]),
    { key: "Decided", value: `${decision.decidedBy.name}, ${formatInstant(decision.decidedAt)}` },
  ];
  return <SummaryList rows={words} card={{ title: "What was decided last", headingLevel: 2 }} />;
}

function Item(place: Place) {
  const { reference, holding, index } = place;
  const item = holding.items[index];
  if (item === undefined) return <NotFound what="item" list={{ to: HOME, text: "Subject access requests" }} />;
  return (
    <div className="app-narrow" key={item.key}>
      <BackLink to={`${HOME}/${reference}`}>Request {reference}</BackLink>
      <DoneBanner />
      <PageTitle title={item.title} caption={`${item.partName}: item ${index + 1} of ${holding.items.length}`} />
      {item.sensitive && (
        <WarningText>It could do harm in the wrong hands: think of who will read it, and who reads over their shoulder.</WarningText>
      )}
      {item.closed && (
        <WarningText>
          Colleagues decided that this person is not to be shown it. Ask them why, then decide whether the law lets you withhold it.
        </WarningText>
      )}
      <SummaryList
        rows={[
          ...(item.on === null ? [] : [{ key: "Day", value: formatDate(item.on) }]),
          ...item.facts.map(({ label, value }) => ({ key: label, value })),
        ]}
      />
      <Texts item={item} />
      <Decided item={item} />
      <DecideForm {...place} item={item} />
    </div>
  );
}

function ItemPage() {
  const { reference = "", number = "" } = useParams();
  const request = useQuery(SubjectRequestDocument, { variables: { reference } });
  const requestId = request.data?.subjectRequest?.id;
  const held = useQuery(SubjectHoldingDocument, { variables: { requestId: requestId ?? "" }, skip: requestId === undefined });
  return (
    <Loaded query={request} what="request">
      {({ subjectRequest }) =>
        subjectRequest === null ? (
          <NotFound what="request" list={{ to: HOME, text: "Subject access requests" }} />
        ) : (
          <Loaded query={held} what="what is held">
            {({ subjectHolding: holding }) =>
              holding === null ? (
                <NotFound what="item" list={{ to: HOME, text: "Subject access requests" }} />
              ) : (
                <Item requestId={subjectRequest.id} reference={subjectRequest.reference} holding={holding} index={Number(number) - 1} />
              )
            }
          </Loaded>
        )
      }
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="subject-access.manage">
      <ItemPage />
    </RequirePermission>
  );
}
