import { formatDate } from "../../components/dates.ts";
import { NotToBeShared } from "../../components/NotToBeShared.tsx";
import { Timeline, type TimelineEntry } from "../../govuk/Timeline.tsx";
import type { FamilyTimeline_FamilyFragment } from "./Family.generated.ts";
import { Section } from "./Section.tsx";

const SHOWN = 10;

/** Everything dated that this person may see, newest first. */
export function FamilyTimeline({ family }: { family: FamilyTimeline_FamilyFragment }) {
  const seen = new Map<string, number>();
  const entries = family.timeline.map(({ on, kind, title, detail, place }): TimelineEntry => {
    // Two alike on one day are told apart by their turn.
    const what = `${on} ${kind} ${title} ${detail ?? ""}`;
    const turn = (seen.get(what) ?? 0) + 1;
    seen.set(what, turn);
    return {
      id: `${what} ${turn}`,
      title,
      when: formatDate(on),
      dateTime: on,
      body:
        detail === null && place === null ? undefined : (
          <>
            {detail !== null && <p className="govuk-body">{detail}</p>}
            <NotToBeShared place={place} />
          </>
        ),
    };
  });
  const [latest] = family.timeline;
  const count = entries.length === 1 ? "1 entry" : `${entries.length} entries`;
  return (
    <Section
      id="timeline"
      title="Timeline"
      summary={latest === undefined ? "Nothing yet" : `${count}, the latest of ${formatDate(latest.on, true)}`}
    >
      {entries.length === 0 ? <p className="govuk-body">Nothing dated yet.</p> : <Timeline entries={entries} first={SHOWN} />}
    </Section>
  );
}
