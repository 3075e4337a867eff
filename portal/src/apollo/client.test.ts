import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ApolloLink, type TypedDocumentNode } from "@apollo/client";
import { ServerError } from "@apollo/client/errors";
import { type DocumentNode, Kind, print } from "graphql";
import { type Observable, of, Subject, throwError } from "rxjs";
import { afterEach, describe, expect, it } from "vitest";
import { SignOutDocument } from "../components/SignOut.generated.ts";
import { ViewerDocument } from "../components/Viewer.generated.ts";
import { createClient } from "./client.ts";
import { troubleOf } from "./errors.ts";
import { connectionLost, endStepUp, resumeSession, sessionExpired, stepUpAsked } from "./session.ts";

const trusted = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../../schema/trusted-documents.json", import.meta.url)), "utf8"),
) as Record<string, string>;
const modules = import.meta.glob<Record<string, unknown>>("../**/*.generated.ts", { eager: true });

function isOperation(value: unknown): value is TypedDocumentNode {
  const document = value as Partial<DocumentNode> | null;
  return document?.kind === Kind.DOCUMENT && document.definitions?.[0]?.kind === Kind.OPERATION_DEFINITION;
}

const operations = Object.values(modules).flatMap((module) => Object.values(module).filter(isOperation));

/** What the client would put on the wire. */
async function sentText(document: TypedDocumentNode): Promise<string> {
  let sent = "";
  const client = createClient(
    new ApolloLink((operation) => {
      sent = print(operation.query);
      return of({ data: null, errors: [{ message: "enough" }] });
    }),
  );
  const definition = document.definitions[0];
  const isMutation = definition?.kind === Kind.OPERATION_DEFINITION && definition.operation === "mutation";
  await (isMutation ? client.mutate({ mutation: document }) : client.query({ query: document })).catch(() => undefined);
  return sent;
}

const refused = { data: null, errors: [{ message: "Sign in", extensions: { code: "UNAUTHENTICATED" } }] };
const unproved = { data: null, errors: [{ message: "Show first that it is you", extensions: { code: "STEP_UP_REQUIRED" } }] };
const nobody = { data: { viewer: null, service: null, signInNext: null } };

afterEach(() => {
  resumeSession();
  connectionLost.set(false);
});

describe("what the client sends", () => {
  it("is in the list of trusted documents, letter for letter, for every operation", async () => {
    expect(operations.length).toBeGreaterThan(3);
    for (const document of operations) {
      const text = await sentText(document);
      expect(trusted[createHash("sha256").update(text).digest("hex")]).toBe(text);
    }
  });
});

describe("a session that has run out", () => {
  it("holds the request back, and sends it on once the person has signed in again", async () => {
    const answers = [refused, nobody];
    let sent = 0;
    const client = createClient(
      new ApolloLink(() => {
        sent += 1;
        return of(answers.shift() ?? nobody);
      }),
    );
    const waiting = client.query({ query: ViewerDocument });
    await expect.poll(() => sessionExpired.get()).toBe(true);
    expect(sent).toBe(1);
    resumeSession();
    await waiting;
    expect(sent).toBe(2);
    expect(sessionExpired.get()).toBe(false);
  });

  it("does not ask for a sign-in because signing out was refused", async () => {
    const client = createClient(new ApolloLink(() => of(refused)));
    await expect(client.mutate({ mutation: SignOutDocument })).rejects.toThrow();
    expect(sessionExpired.get()).toBe(false);
  });
});

describe("what needs fresh proof", () => {
  const answering = (...answers: ApolloLink.Result[]) => {
    let sent = 0;
    const client = createClient(
      new ApolloLink(() => {
        sent += 1;
        return of(answers.shift() ?? nobody);
      }),
    );
    return { client, sent: () => sent };
  };

  it("waits until it is given, and is then sent on, with all else that waits", async () => {
    const { client, sent } = answering(unproved, unproved, nobody, nobody);
    const waiting = [client.query({ query: ViewerDocument, fetchPolicy: "no-cache" }), client.mutate({ mutation: SignOutDocument })];
    await expect.poll(() => sent()).toBe(2);
    expect(stepUpAsked.get()).toBe(true);
    endStepUp(true);
    await Promise.allSettled(waiting);
    expect(sent()).toBe(4);
    expect(stepUpAsked.get()).toBe(false);
    expect(sessionExpired.get()).toBe(false);
  });

  it("fails as what it is where the person gives none", async () => {
    const { client, sent } = answering(unproved);
    const waiting = client.query({ query: ViewerDocument, fetchPolicy: "no-cache" });
    await expect.poll(() => stepUpAsked.get()).toBe(true);
    endStepUp(false);
    const error: unknown = await waiting.catch((thrown: unknown) => thrown);
    expect(troubleOf(error).kind).toBe("step-up");
    expect(sent()).toBe(1);
  });

  it("asks again where the proof was another person's", async () => {
    const { client, sent } = answering(unproved, unproved, nobody);
    const waiting = client.query({ query: ViewerDocument, fetchPolicy: "no-cache" });
    for (const times of [1, 2]) {
      await expect.poll(() => sent() === times && stepUpAsked.get()).toBe(true);
      endStepUp(true);
    }
    await waiting;
    expect(sent()).toBe(3);
  });
});

describe("a lost connection", () => {
  const away = () => throwError(() => new TypeError("Failed to fetch"));

  it("is noticed for a change, which is not sent twice unasked", async () => {
    let sent = 0;
    const client = createClient(
      new ApolloLink(() => {
        sent += 1;
        return away();
      }),
    );
    await expect(client.mutate({ mutation: SignOutDocument })).rejects.toThrow();
    expect(sent).toBe(1);
    expect(connectionLost.get()).toBe(true);
  });

  it("is tried again for a question, and forgotten once there is an answer", async () => {
    const answers: Observable<ApolloLink.Result>[] = [away(), of(nobody)];
    const client = createClient(new ApolloLink(() => answers.shift() ?? of(nobody)));
    await client.query({ query: ViewerDocument });
    expect(answers).toHaveLength(0);
    expect(connectionLost.get()).toBe(false);
  });

  it("is not forgotten for an answer that was asked for before it was noticed", async () => {
    const earlier = new Subject<ApolloLink.Result>();
    const answers: Observable<ApolloLink.Result>[] = [earlier, away(), of(nobody)];
    const client = createClient(new ApolloLink(() => answers.shift() ?? of(nobody)));
    const waiting = client.query({ query: ViewerDocument, fetchPolicy: "no-cache" });
    await expect(client.mutate({ mutation: SignOutDocument })).rejects.toThrow();
    earlier.next(nobody);
    earlier.complete();
    await waiting;
    expect(connectionLost.get()).toBe(true);
    await client.query({ query: ViewerDocument, fetchPolicy: "no-cache" });
    expect(connectionLost.get()).toBe(false);
  });
});

describe("what a thrown error means", () => {
  const response = (status: number) => new ServerError("no", { response: new Response(null, { status }), bodyText: "" });

  it.each([
    [new TypeError("Failed to fetch"), "connection"],
    [response(503), "connection"],
    [response(429), "too-many"],
    [response(500), "fault"],
    [new Error("anything"), "fault"],
  ])("%s is %s", (error, kind) => {
    expect(troubleOf(error).kind).toBe(kind);
  });
});
