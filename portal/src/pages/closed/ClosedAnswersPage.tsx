import { useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useParams } from "react-router";
import { byMember, ClosedContext, closedOf } from "../../components/closed.ts";
import { DoneBanner } from "../../components/DoneBanner.tsx";
import { FormattedDate } from "../../components/FormattedDate.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { ProfessionalCopy } from "../../components/ProfessionalCopy.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { ButtonGroup, ButtonLink } from "../../govuk/Button.tsx";
import { type Column, Table } from "../../govuk/Table.tsx";
import { FamilyForm } from "../family/FamilyForm.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { ClosedAnswersDocument } from "./Closed.generated.ts";
import type { ClosedFamily } from "./closed-family.ts";
import { namesIn } from "./names.ts";
import { OpenForm } from "./OpenForm.tsx";
import { placeInWords } from "./place-words.ts";

type Closed = ClosedFamily["closedAnswers"][number];

function columnsFor(family: ClosedFamily, onOpen: (closed: Closed) => void): Column<Closed>[] {
  const names = namesIn(family);
  const what = ({ place }: Closed) => placeInWords(place, names);
  return [
    {
      key: "place",
      header: "What",
      value: what,
      cell: (closed) => (
        <>
          {what(closed)}
          {closed.inherited && <span className="app-under">It tells of an answer that is closed</span>}
        </>
      ),
    },
    {
      key: "reason",
      header: "Why",
      value: ({ reason }) => reason,
      cell: ({ reason, closedBy, closedOn }) => (
        <>
          {reason ?? "The reason is for those whose record it is"}
          <span className="app-under">
            {closedBy.name}, <FormattedDate date={closedOn} short />
          </span>
        </>
      ),
    },
    {
      key: "open",
      header: "Next",
      value: () => "",
      cell: (closed) =>
        closed.viewerCanOpen && (
          <button type="button" className="app-link-button" onClick={() => onOpen(closed)}>
            Open again<span className="govuk-visually-hidden"> to {`${closed.name}: ${what(closed)}`}</span>
          </button>
        ),
    },
  ];
}

function DoNotShow() {
  return (
    <p className="govuk-body">
      Everybody who works with the family reads what is listed here. Do not read it out, show it or leave it where the person named could
      see it.
    </p>
  );
}

function NothingClosed({ canClose }: { canClose: boolean }) {
  return (
    <>
      <p className="govuk-body">Nothing is closed to anybody in this family.</p>
      <p className="govuk-body">
        {canClose
          ? "If it could put somebody in danger that another member reads an answer, an action or an entry of evidence, close it to that member. It is then left out of the copies made for them."
          : "Only those whose record it is, the lead professional or a coordinator can close something to a member."}
      </p>
    </>
  );
}

function ClosedAnswers({ family }: { family: ClosedFamily }) {
  const here = `/families/${family.id}`;
  const [opening, setOpening] = useState<Closed | null>(null);
  if (opening !== null) return <OpenForm family={family} closed={opening} onDone={() => setOpening(null)} />;
  return (
    <ClosedContext value={closedOf(family.closedAnswers)}>
      <ProfessionalCopy />
      <DoneBanner />
      <FamilyForm family={family} title="Not to be shared with members of the family">
        {family.closedAnswers.length === 0 ? <NothingClosed canClose={family.closablePlaces.length > 0} /> : <DoNotShow />}
        {byMember(family.closedAnswers).map(({ personId, name, places }) => (
          <Table
            key={personId}
            caption={`Not to be shared with ${name}`}
            columns={columnsFor(family, setOpening)}
            rows={places}
            rowKey={({ place }) => place}
            stack
          />
        ))}
        <ButtonGroup>
          {family.closablePlaces.length > 0 && <ButtonLink to={`${here}/closed-answers/new`}>Close something to somebody</ButtonLink>}
          {family.viewerCanMakeCopy && (
            <ButtonLink to={`${here}/copy`} variant="secondary">
              Make a copy for the family
            </ButtonLink>
          )}
        </ButtonGroup>
      </FamilyForm>
    </ClosedContext>
  );
}

function ClosedAnswersPage() {
  const { id = "" } = useParams();
  const query = useQuery(ClosedAnswersDocument, { variables: { id }, fetchPolicy: "cache-and-network" });
  return (
    <Loaded query={query} what="the family">
      {({ family }) => (family === null ? <NotFound what="family" /> : <ClosedAnswers family={family} />)}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="families.read">
      <ClosedAnswersPage />
    </RequirePermission>
  );
}
