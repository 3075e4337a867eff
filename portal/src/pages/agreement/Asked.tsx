import { useQuery } from "@apollo/client/react";
import type { ReactNode } from "react";
import { useParams } from "react-router";
import type { AgreementCapacity } from "../../apollo/schema.generated.ts";
import type { FieldOf, UserError } from "../../apollo/use-server-form.ts";
import { isRealDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { Select } from "../../govuk/Select.tsx";
import { NotForYou } from "../family/FamilyForm.tsx";
import { NotFound } from "../static/NotFound.tsx";
import { FamilyForAgreementDocument, type FamilyForAgreementQuery } from "./Agreement.generated.ts";
import { CAPACITIES, peopleOptions } from "./choices.ts";

export type AskedFamily = NonNullable<FamilyForAgreementQuery["family"]>;

/** Who was asked, how they could speak for the family, and when: alike for a yes and for a no. */
export type Asked = { personId: string; capacity: AgreementCapacity | "" };
export type Complete<Values> = Values & { capacity: AgreementCapacity };

type Words = Readonly<Record<"person" | "capacity" | "day", string>>;

/** The API's own types have no empty choice and no half date, so what is missing is said here. */
export function missingFrom({ personId, capacity }: Asked, day: { field: string; value: string }, words: Words): UserError[] {
  const faults: UserError[] = [];
  if (personId === "") faults.push({ code: "MISSING", field: "personId", message: words.person });
  if (capacity === "") faults.push({ code: "MISSING", field: "capacity", message: words.capacity });
  if (!isRealDate(day.value)) faults.push({ code: "MISSING", field: day.field, message: `${words.day}, such as 3 1 2017` });
  return faults;
}

type AskedFieldsProps = {
  family: AskedFamily;
  person: FieldOf;
  capacity: FieldOf;
  day: { name: string; id: string; value: string; onChange: (value: string) => void; error?: string };
  questions: Words;
};

export function AskedFields({ family, person, capacity, day, questions }: AskedFieldsProps) {
  return (
    <>
      <Select
        {...person}
        label={questions.person}
        labelSize="s"
        emptyLabel="Choose"
        options={peopleOptions(family.members.filter(({ to }) => to === null))}
      />
      <Radios {...capacity} legend={questions.capacity} legendSize="s" options={CAPACITIES} />
      <DateInput {...day} legend={questions.day} legendSize="s" hint="For example, 3 1 2017" />
    </>
  );
}

type AskedPageProps = { title: string; denied: string; children: (family: AskedFamily) => ReactNode };

function OfFamily({ title, denied, children }: AskedPageProps) {
  const { id = "" } = useParams();
  const query = useQuery(FamilyForAgreementDocument, { variables: { id } });
  return (
    <Loaded query={query} what="the family">
      {({ family }) => {
        if (family === null) return <NotFound what="family" />;
        if (family.viewerCanRecordAgreement) return children(family);
        return (
          <NotForYou family={family} title={title}>
            {denied}
          </NotForYou>
        );
      }}
    </Loaded>
  );
}

export function AskedPage(props: AskedPageProps) {
  return (
    <RequirePermission permission="agreements.record">
      <OfFamily {...props} />
    </RequirePermission>
  );
}
