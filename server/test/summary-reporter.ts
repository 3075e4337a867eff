import type { Reporter, TestModule, TestRunEndReason } from "vitest/node";

/**
 * Ends the whole output with one plain line, `N passed, N failed`, for people and for scripts. It is written as the
 * process exits, after whatever else the runner has to say. What fails outside a test (a file that does not load, a
 * hook, a stray rejection) counts as a failure too, so that the line and the exit code always agree.
 */
export class SummaryReporter implements Reporter {
  private passed = 0;
  private failed = 0;
  private skipped = 0;

  onInit(): void {
    process.once("exit", (code) => this.report(code));
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    this.passed = this.skipped = 0;
    this.failed = errors.length;
    for (const module of modules) this.countModule(module);
    if (reason !== "passed" && this.failed === 0) this.failed = 1;
  }

  private countModule(module: TestModule): void {
    let failedTests = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === "passed") this.passed += 1;
      else if (state === "failed") failedTests += 1;
      else this.skipped += 1;
    }
    this.failed += failedTests === 0 && module.state() === "failed" ? 1 : failedTests;
  }

  private report(code: number): void {
    if (code !== 0 && this.failed === 0) this.failed = 1;
    if (this.failed > 0 && code === 0) process.exitCode = 1;
    const skipped = this.skipped > 0 ? `, ${this.skipped} skipped` : "";
    process.stdout.write(`${this.passed} passed, ${this.failed} failed${skipped}\n`);
  }
}
