import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { createListener } from "../../src/http/listener.ts";
import { startApi } from "../api-client.ts";
import { asSuperuser, cookieOf, post, VIEWER } from "../raw-requests.ts";
import { town } from "../town.ts";

describe("who asks too often", () => {
  const QUOTAS = { requestQuotas: { session: 60, address: 40 } };

  async function until429(
    url: string,
    headers: Record<string, string>,
    most: number,
  ): Promise<{ answered: number; refused: Response | null }> {
    for (let answered = 0; answered < most; answered += 1) {
      const response = await post(url, VIEWER, headers);
      if (response.status === 429) return { answered, refused: response };
      await response.arrayBuffer();
    }
    return { answered: most, refused: null };
  }

  test("is told to wait and for how long: by address without a session, by session with one", async () => {
    const api = await startApi(town, QUOTAS);
    const school = await cookieOf(api, "school");
    const police = await cookieOf(api, "police");

    const address = await until429(api.url, {}, 100);
    expect(address.answered).toBeLessThanOrEqual(40);
    expect(address.answered).toBeGreaterThan(10);
    expect(Number(address.refused?.headers.get("retry-after"))).toBeGreaterThan(200);
    expect(Number(address.refused?.headers.get("retry-after"))).toBeLessThanOrEqual(300);
    expect(await address.refused?.json()).toEqual({
      errors: [
        { message: expect.stringMatching(/^Too many requests\. Wait \d+ seconds, then try again$/), extensions: { code: "RATE_LIMITED" } },
      ],
    });
    // A made-up cookie is no session.
    expect((await until429(api.url, { cookie: "wtwf_session=made-up" }, 1)).answered).toBe(0);

    // The address is used up, and those who are signed in behind it are not.
    const session = await until429(api.url, { cookie: school }, 100);
    expect(session.answered).toBeLessThanOrEqual(60);
    expect(session.answered).toBeGreaterThan(30);
    expect((await until429(api.url, { cookie: police }, 20)).answered).toBe(20);
    await api.stop();
  });

  test("is counted by all processes together, and few of the requests cost a write", async () => {
    const first = await startApi(town, { requestQuotas: { session: 200, address: 100_000 } });
    const other = await createApp({
      config: { ...readConfig({ DEMO: "true", LOG_LEVEL: "silent" }, []), requestQuotas: { session: 200, address: 100_000 } },
      urls: first.urls,
    });
    const server = createListener(other.handler).listen(0, "127.0.0.1");
    await once(server, "listening");
    const urls = [first.url, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
    const cookie = await cookieOf(first, "school");
    let answered = 0;
    for (let index = 0; index < 300; index += 1) {
      const response = await post(urls[index % 2] ?? "", VIEWER, { cookie });
      await response.arrayBuffer();
      if (response.status === 200) answered += 1;
    }
    expect(answered).toBeLessThanOrEqual(200);
    expect(answered).toBeGreaterThanOrEqual(150);
    const kept = await asSuperuser<{ key: string; points: number }>(
      first,
      "SELECT key, points FROM rate_limit WHERE key LIKE 'requests-session%'",
    );
    expect(kept).toHaveLength(1);
    expect(kept[0]?.points).toBeGreaterThanOrEqual(200);
    expect(kept[0]?.key).not.toContain(cookie.split("=")[1] ?? "none");
    server.close();
    server.closeAllConnections();
    await other.close();
    await first.stop();
  });

  test("requests that come at once share a lump, and all are answered", async () => {
    const api = await startApi(town, QUOTAS);
    const cookie = await cookieOf(api, "school");
    const answers = await Promise.all(Array.from({ length: 24 }, () => post(api.url, VIEWER, { cookie })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await asSuperuser(api, "SELECT points FROM rate_limit WHERE key LIKE 'requests-session%'")).toEqual([{ points: 25 }]);
    await api.stop();
  });
});
