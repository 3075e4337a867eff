import { useState } from "react";
import { FormattedDate, FormattedInstant } from "../../components/FormattedDate.tsx";
import { Button } from "../../govuk/Button.tsx";
import { SummaryList } from "../../govuk/SummaryList.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import type { ReevaluationShownFragment } from "./Plans.generated.ts";
import { CAUSE_NAMES, percentDone, STATE_COLOURS, STATE_NAMES, sentenceOf, spokenOf } from "./reevaluation-words.ts";

export type Run = ReevaluationShownFragment;
export type Verb = "pause" | "resume";

const WHOLE = new Intl.NumberFormat("en-GB");
const DONE = "families-done";

/** Drawn afresh for each version of the run, so that a press that is sent twice counts once. */
function Press({ verb, busy, onPress }: { verb: Verb; busy: boolean; onPress: (verb: Verb, idempotencyKey: string) => void }) {
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return (
    <Button type="button" variant="secondary" busy={busy} onClick={() => onPress(verb, idempotencyKey)}>
      {verb === "pause" ? "Pause" : "Resume"}
    </Button>
  );
}

type LatestRunProps = {
  run: Run;
  busy: boolean;
  onPress: (verb: Verb, idempotencyKey: string) => void;
};

/** The re-evaluation that runs, or the last that did, with how far it is. */
export function LatestRun({ run, busy, onPress }: LatestRunProps) {
  const verb = run.viewerCanPause ? "pause" : run.viewerCanResume ? "resume" : null;
  return (
    <section className="app-report" aria-labelledby="latest">
      <h2 className="govuk-heading-m" id="latest">
        Latest re-evaluation <Tag colour={STATE_COLOURS[run.state]}>{STATE_NAMES[run.state]}</Tag>
      </h2>
      <p className="govuk-visually-hidden" role="status">
        {spokenOf(run)}
      </p>
      <p className="govuk-body app-progress__words" id={DONE}>
        <strong>{WHOLE.format(run.familiesDone)}</strong> of {WHOLE.format(run.families)} families done ({percentDone(run)}%)
      </p>
      <progress
        className="app-progress"
        aria-labelledby={DONE}
        max={Math.max(1, run.families)}
        value={run.families === 0 ? 1 : run.familiesDone}
      >
        {percentDone(run)}%
      </progress>
      <p className="govuk-body">{sentenceOf(run)}</p>
      {verb && <Press key={`${run.id} ${run.version}`} verb={verb} busy={busy} onPress={onPress} />}
      <SummaryList
        rows={[
          { key: "Under", value: run.planName },
          { key: "Why", value: CAUSE_NAMES[run.cause] },
          {
            key: "Started",
            value: (
              <>
                <FormattedInstant instant={run.startedAt} /> by {run.startedBy.name}
              </>
            ),
          },
          { key: "Ended", value: run.endedAt === null ? "Not yet" : <FormattedInstant instant={run.endedAt} /> },
          { key: "Families changed", value: `${WHOLE.format(run.familiesChanged)} are counted otherwise than before` },
          { key: "Failed batches", value: WHOLE.format(run.failedBatches) },
          {
            key: "Answers may differ",
            value: (
              <>
                from <FormattedDate date={run.since} />; earlier days stay as they were
              </>
            ),
          },
        ]}
      />
    </section>
  );
}
