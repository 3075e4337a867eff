import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { SMTPServer } from "smtp-server";

export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** The whole message as it travelled, headers too. */
  readonly raw: string;
  readonly text: string;
}

/** A real mail server on a port of its own, which keeps what it is given. */
export interface Mailbox {
  readonly url: string;
  readonly mails: readonly Mail[];
  /** The next mail to this address that was not taken yet. */
  take(to: string): Promise<Mail>;
  /** Whether none has come to this address, given a moment. */
  staysEmpty(to: string, ms?: number): Promise<boolean>;
  /** From now on everything is refused. */
  refuse(refusing: boolean): void;
  close(): Promise<void>;
}

export async function startMailbox(): Promise<Mailbox> {
  const mails: Mail[] = [];
  const taken = new Set<Mail>();
  let refusing = false;
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    logger: false,
    onRcptTo: (_address, _session, callback) => callback(refusing ? new Error("no such mailbox") : null),
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const raw = Buffer.concat(chunks).toString("utf8");
        const to = session.envelope.rcptTo[0]?.address ?? "";
        mails.push({ to, raw, subject: /^Subject: (.*)$/m.exec(raw)?.[1]?.trim() ?? "", text: textOf(raw) });
        callback();
      });
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  const find = (to: string) => mails.find((mail) => mail.to === to && !taken.has(mail));
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    take: async (to) => {
      for (const end = Date.now() + 20_000; Date.now() < end; await pause(10)) {
        const mail = find(to);
        if (mail) {
          taken.add(mail);
          return mail;
        }
      }
      throw new Error(`no mail came to ${to}`);
    },
    staysEmpty: async (to, ms = 300) => {
      await pause(ms);
      return find(to) === undefined;
    },
    refuse: (now) => {
      refusing = now;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Lines that were cut for the journey are put together again. */
function textOf(raw: string): string {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const body = rest.join("\n\n");
  if (!/quoted-printable/i.test(head)) return body;
  return body.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The link of a mail, with what stands after its #. */
export function linkIn(mail: Mail): { href: string; token: string } {
  const href = /https?:\/\/\S+/.exec(mail.text)?.[0] ?? "";
  return { href, token: href.split("#")[1] ?? "" };
}
