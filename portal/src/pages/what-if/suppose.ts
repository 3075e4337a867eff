import type { SuppositionInput } from "../../apollo/schema.generated.ts";
import { formatDate, isRealDate } from "../../components/dates.ts";

/** What is supposed, as the form and the address say it: days and shares, never a person. */
export type WhatIfValues = {
  attendance: string;
  percent: string;
  incidents: string;
  work: string;
  workOn: string;
  confirm: string;
  confirmOn: string;
  step: string;
  stepOn: string;
};
export type Place = keyof WhatIfValues;
export type Fault = { place: Place; message: string };

export const NOTHING: WhatIfValues = {
  attendance: "",
  percent: "",
  incidents: "",
  work: "",
  workOn: "",
  confirm: "",
  confirmOn: "",
  step: "",
  stepOn: "",
};
const PLACES = Object.keys(NOTHING) as Place[];

/** Which choice each further box belongs to; without it the box is not asked. */
const BELONGS: Partial<Record<Place, readonly [Place, string]>> = {
  percent: ["attendance", "at"],
  workOn: ["work", "starts"],
  confirmOn: ["confirm", "on"],
  stepOn: ["step", "down"],
};

const asked = (values: WhatIfValues, place: Place): boolean => {
  const owner = BELONGS[place];
  return owner === undefined || values[owner[0]] === owner[1];
};

export function readSuppositions(params: URLSearchParams): WhatIfValues {
  const values = { ...NOTHING };
  for (const place of PLACES) values[place] = params.get(place) ?? "";
  return values;
}

export function writeSuppositions(values: WhatIfValues): URLSearchParams {
  return new URLSearchParams(PLACES.filter((place) => values[place] !== "" && asked(values, place)).map((place) => [place, values[place]]));
}

const PERCENT = /^\d{1,3}$/;
const SUCH_AS = ", such as 1 2 2017";
const WHEN = {
  workOn: "on which work starts",
  stepOn: "on which help steps down",
  confirmOn: "on which the lead worker confirms",
} as const;

/** What the API could not even read. */
export function faultsOf(values: WhatIfValues): Fault[] {
  const faults: Fault[] = [];
  if (asked(values, "percent") && !PERCENT.test(values.percent))
    faults.push({ place: "percent", message: "Enter the share of sessions missed as a whole percentage, such as 8" });
  for (const place of ["workOn", "stepOn", "confirmOn"] as const) {
    if (asked(values, place) && !isRealDate(values[place])) faults.push({ place, message: `Enter the day ${WHEN[place]}${SUCH_AS}` });
  }
  return faults;
}

type Supposed = { supposition: SuppositionInput; place: Place; words: string };

/** What is supposed, each with the box that it came from and in words. What could not be read is left out. */
export function suppositionsOf(values: WhatIfValues): Supposed[] {
  const unread = new Set(faultsOf(values).map(({ place }) => place));
  const { attendance, percent, incidents, work, workOn, confirm, confirmOn, step, stepOn } = values;
  const all: (Supposed & { when: boolean })[] = [
    { when: attendance === "stays", place: "attendance", supposition: { kind: "ATTENDANCE_STAYS" }, words: "attendance stays as it is" },
    {
      when: attendance === "at",
      place: "percent",
      supposition: { kind: "ATTENDANCE_AT", percent: Number(percent) },
      words: `absence is ${percent}%`,
    },
    { when: incidents === "none", place: "incidents", supposition: { kind: "NO_NEW_INCIDENTS" }, words: "there are no new incidents" },
    { when: work === "stays", place: "work", supposition: { kind: "STAYS_IN_WORK" }, words: "whoever is in work stays in work" },
    {
      when: work === "starts",
      place: "workOn",
      supposition: { kind: "STARTS_WORK", on: workOn },
      words: `whoever is out of work starts work on ${formatDate(workOn)}`,
    },
    {
      when: confirm === "ready",
      place: "confirm",
      supposition: { kind: "LEAD_WORKER_CONFIRMS" },
      words: "the lead worker confirms progress as soon as nothing else is missing",
    },
    {
      when: confirm === "on",
      place: "confirmOn",
      supposition: { kind: "LEAD_WORKER_CONFIRMS", on: confirmOn },
      words: `the lead worker confirms progress on ${formatDate(confirmOn)}`,
    },
    {
      when: step === "down",
      place: "stepOn",
      supposition: { kind: "STEPS_DOWN", on: stepOn },
      words: `help for the children steps down one level on ${formatDate(stepOn)}`,
    },
  ];
  return all
    .filter(({ when, place }) => when && !unread.has(place))
    .map(({ place, supposition, words }) => ({ place, supposition, words }));
}

/** Where the API's fault belongs: "suppose.1.on" is the box that the second supposition came from. */
export function placeOf(field: string | null, supposed: readonly Supposed[]): Place | null {
  const index = /(?:^|\.)suppose\.(\d+)/.exec(field ?? "")?.[1];
  return index === undefined ? null : (supposed[Number(index)]?.place ?? null);
}
