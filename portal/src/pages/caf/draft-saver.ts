import type { CafContentInput } from "../../apollo/schema.generated.ts";
import { createStore, type Store } from "../../apollo/store.ts";
import type { UserError } from "../../apollo/use-server-form.ts";
import type { EditCafQuery } from "./Caf.generated.ts";
import type { NotApplicable } from "./form.ts";

export type PrincipleCheck = NonNullable<EditCafQuery["caf"]>["principles"][number];

/** What the server worked out of the draft that it holds. */
export type Saved = {
  version: number;
  savedAt: string;
  notApplicable: NotApplicable;
  principles: readonly PrincipleCheck[];
};

export type DraftState = Saved & {
  /** saving: typed and not yet kept. failed: no answer, tried again by itself. refused: see errors. stale: changed elsewhere. */
  status: "saved" | "saving" | "failed" | "refused" | "stale";
  errors: readonly UserError[];
};

type Options = {
  saved: Saved;
  /** Whether the server has every answer yet, and so has said which of them apply; otherwise the first flush sends all. */
  complete: boolean;
  /** What is in the form now. */
  content: (notApplicable: NotApplicable) => CafContentInput;
  save: (content: CafContentInput, version: number) => Promise<{ saved: Saved | null; errors: readonly UserError[] }>;
  /** What the server holds, in the same shape as `content` gives it. */
  latest: () => Promise<{ saved: Saved; content: CafContentInput } | null>;
  delay?: number;
  retryAfter?: number;
};

/**
 * Keeps a draft on the server as it is typed: about a second after the last key, one save at a time, each carrying
 * the version that the one before it made.
 */
export class DraftSaver {
  readonly state: Store<DraftState>;
  readonly #options: Required<Options>;
  #kept: string;
  /** The form as it was opened: drawing it is not typing. */
  readonly #seen: string;
  #running: Promise<boolean> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: Options) {
    this.#options = { delay: 1000, retryAfter: 10_000, ...options };
    this.state = createStore<DraftState>({ ...options.saved, status: "saved", errors: [] });
    this.#kept = options.complete ? this.#now() : "";
    this.#seen = this.#now();
  }

  /** Something may have been typed. */
  touch(): void {
    const { status } = this.state.get();
    const now = this.#now();
    if (status === "stale" || now === this.#kept || (this.#kept === "" && now === this.#seen)) return;
    if (status === "saved") this.#tell({ status: "saving" });
    this.#after(this.#options.delay);
  }

  /** Saves now what there is to save. True when the server holds everything. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#running) await this.#running;
    if (this.state.get().status === "stale") return false;
    if (this.#now() === this.#kept) {
      this.#tell({ status: "saved", errors: [] });
      return true;
    }
    this.#running = this.#send().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #now(): string {
    return JSON.stringify(this.#options.content(this.state.get().notApplicable));
  }

  #tell(change: Partial<DraftState>): void {
    this.state.set({ ...this.state.get(), ...change });
  }

  #after(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), delay);
  }

  async #send(): Promise<boolean> {
    const { version, notApplicable } = this.state.get();
    const content = this.#options.content(notApplicable);
    this.#tell({ status: "saving" });
    try {
      const { saved, errors } = await this.#options.save(content, version);
      if (saved) return this.#keep(saved, content, notApplicable);
      if (errors.some(({ code }) => code === "STALE")) return await this.#reconcile(content, notApplicable, errors);
      this.#tell({ status: "refused", errors });
    } catch {
      this.#tell({ status: "failed" });
      this.#after(this.#options.retryAfter);
    }
    return false;
  }

  #keep(saved: Saved, content: CafContentInput, asked: NotApplicable): boolean {
    this.#kept = JSON.stringify(content);
    // An age that changed what applies changes what would be sent, but not what anyone has typed.
    const typedOn = JSON.stringify(this.#options.content(asked)) !== this.#kept;
    this.#tell({ ...saved, status: typedOn ? "saving" : "saved", errors: [] });
    if (typedOn) this.#after(this.#options.delay);
    else this.#kept = this.#now();
    return !typedOn;
  }

  /** A save whose answer was lost looks like somebody else's: when the server holds just what was sent, it was ours. */
  async #reconcile(content: CafContentInput, asked: NotApplicable, errors: readonly UserError[]): Promise<boolean> {
    const latest = await this.#options.latest();
    if (latest && JSON.stringify(latest.content) === JSON.stringify(content)) return this.#keep(latest.saved, content, asked);
    this.#tell({ status: "stale", errors });
    return false;
  }
}
