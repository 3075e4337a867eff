import { basename } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Seconds that the longest files take, roughly. Two threads end together if these begin first; Vitest by itself goes by
 * what it measured before, which a fresh checkout has not, or by the size of the file, which says little.
 */
const SECONDS: Readonly<Record<string, number>> = {
  "pages.test.ts": 80,
  "journey.test.ts": 40,
  "lifecycle.test.ts": 40,
  "plans.test.ts": 35,
  "caf-draft.test.ts": 30,
  "shell.test.ts": 25,
  "denial-matrix.test.ts": 26,
  "bad-input.test.ts": 26,
  "refused-start.test.ts": 26,
  "reevaluation-crash.test.ts": 24,
  "caf.test.ts": 24,
  "evaluate.property.test.ts": 22,
  "demonstration.db.test.ts": 19,
  "administration.test.ts": 18,
  "sign-in.test.ts": 18,
  "reevaluation.test.ts": 16,
  "evidence.test.ts": 15,
  "closed-answers.test.ts": 15,
  "agreement.test.ts": 15,
  "subject-access.test.ts": 15,
  "machines.test.ts": 14,
  "restriction.test.ts": 12,
  "hostile-sql.test.ts": 12,
  "hostile-questions.test.ts": 12,
  "logs.test.ts": 12,
  "sight-scenarios.test.ts": 11,
  "corrections.test.ts": 11,
  "family-page.test.ts": 10,
  "production.test.ts": 10,
  "sight-operations.test.ts": 10,
  "first-administrator.test.ts": 9,
  "sign-in-links.test.ts": 9,
  "retention.test.ts": 8,
  "audit-verify.test.ts": 8,
  "style.test.ts": 7,
  "types.test.ts": 6,
  "generated.test.ts": 6,
};

const group = ({ project }: TestSpecification): number => project.config.sequence.groupOrder;
const seconds = ({ moduleId }: TestSpecification): number => SECONDS[basename(moduleId)] ?? 0;

/** The longest files of each group begin first, whatever was measured or failed before; the others keep Vitest's order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => group(a) - group(b) || seconds(b) - seconds(a));
  }
}
