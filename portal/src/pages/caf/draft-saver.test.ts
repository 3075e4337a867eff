import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CafContentInput } from "../../apollo/schema.generated.ts";
import type { UserError } from "../../apollo/use-server-form.ts";
import { DraftSaver, type Saved } from "./draft-saver.ts";
import { EMPTY_CONTENT } from "./form.ts";

const at = (version: number): Saved => ({ version, savedAt: `2017-01-03T09:0${version}:00Z`, notApplicable: new Set(), principles: [] });
const STALE: UserError = { code: "STALE", field: null, message: "Someone else changed this" };

type Reply = { saved: Saved | null; errors: readonly UserError[] };

function scene(replies: (Reply | Error | Promise<Reply>)[] = [], held: CafContentInput | null = null) {
  const form = { familyName: "" };
  const sent: { name: string | null | undefined; version: number }[] = [];
  const saver = new DraftSaver({
    saved: at(1),
    complete: true,
    content: () => ({ ...EMPTY_CONTENT, ...form }),
    save: async (content, version) => {
      sent.push({ name: content.familyName, version });
      const reply = replies.shift() ?? { saved: at(version + 1), errors: [] };
      if (reply instanceof Error) throw reply;
      return reply;
    },
    latest: async () => (held === null ? null : { saved: at(7), content: held }),
  });
  const type = (name: string) => {
    form.familyName = name;
    saver.touch();
  };
  return { saver, sent, type, status: () => saver.state.get().status };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a draft that saves itself", () => {
  it("waits until the typing rests, and sends the last of it once", async () => {
    const { sent, type, status } = scene();
    type("A");
    await vi.advanceTimersByTimeAsync(600);
    type("As");
    await vi.advanceTimersByTimeAsync(900);
    expect(sent).toEqual([]);
    expect(status()).toBe("saving");
    await vi.advanceTimersByTimeAsync(200);
    expect(sent).toEqual([{ name: "As", version: 1 }]);
    expect(status()).toBe("saved");
  });

  it("sends nothing when nothing has changed", async () => {
    const { saver, sent } = scene();
    saver.touch();
    expect(await saver.flush()).toBe(true);
    expect(sent).toEqual([]);
  });

  it("has one save under way, and the next carries the version that it made", async () => {
    let answer = (_reply: Reply) => {};
    const { saver, sent, type, status } = scene([new Promise<Reply>((resolve) => (answer = resolve))]);
    type("A");
    const first = saver.flush();
    type("As");
    const second = saver.flush();
    await vi.advanceTimersByTimeAsync(5000);
    expect(sent).toHaveLength(1);
    answer({ saved: at(2), errors: [] });
    expect(await first).toBe(false);
    expect(await second).toBe(true);
    expect(sent[1]).toEqual({ name: "As", version: 2 });
    expect(status()).toBe("saved");
  });

  it("says when it could not save, and tries again by itself", async () => {
    const { saver, sent, type, status } = scene([new TypeError("Failed to fetch")]);
    type("A");
    expect(await saver.flush()).toBe(false);
    expect(status()).toBe("failed");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toHaveLength(2);
    expect(status()).toBe("saved");
  });

  it("keeps what was refused, and saves again once it is mended", async () => {
    const refused: UserError = { code: "INVALID", field: "content.familyName", message: "Too long" };
    const { saver, type, status } = scene([{ saved: null, errors: [refused] }]);
    type("A".repeat(300));
    expect(await saver.flush()).toBe(false);
    expect(saver.state.get().errors).toEqual([refused]);
    type("A");
    await vi.advanceTimersByTimeAsync(1000);
    expect(status()).toBe("saved");
    expect(saver.state.get().errors).toEqual([]);
  });

  it("stops at somebody else's version and never saves over it", async () => {
    const { saver, sent, type, status } = scene([{ saved: null, errors: [STALE] }], { ...EMPTY_CONTENT, familyName: "Other" });
    type("A");
    expect(await saver.flush()).toBe(false);
    expect(status()).toBe("stale");
    type("As");
    expect(await saver.flush()).toBe(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
  });

  it("knows its own save again when only the answer was lost", async () => {
    const { saver, sent, type, status } = scene([new TypeError("Failed to fetch"), { saved: null, errors: [STALE] }], {
      ...EMPTY_CONTENT,
      familyName: "A",
    });
    type("A");
    await saver.flush();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(status()).toBe("saved");
    type("As");
    await saver.flush();
    expect(sent.at(-1)).toEqual({ name: "As", version: 7 });
  });
});
