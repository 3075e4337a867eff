import { createTransport } from "nodemailer";

/** One message to one address. Plain text: nothing in it is fetched when it is read, so nobody learns that it was. */
export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface MailSettings {
  /** smtp:// or smtps://, with the user's name and password in it. */
  readonly url: string;
  readonly from: string;
}

/** Sends mail by SMTP, and knows what is still on its way, so that the process can wait for it before it ends. */
export class Mailer {
  readonly #settings: MailSettings | null;
  readonly #trouble: (what: string, error: unknown) => void;
  readonly #transport: ReturnType<typeof createTransport> | null;
  readonly #onTheirWay = new Set<Promise<unknown>>();

  /** Without settings nothing can be sent. `trouble` is told of a failure, never of the message. */
  constructor(settings: MailSettings | null, trouble: (what: string, error: unknown) => void) {
    this.#settings = settings;
    this.#trouble = trouble;
    this.#transport = settings
      ? createTransport({ url: settings.url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 })
      : null;
  }

  get canSend(): boolean {
    return this.#transport !== null;
  }

  /** Whether the mail server took it. */
  async send(message: Message): Promise<boolean> {
    const sending = this.#transport?.sendMail({ ...message, from: this.#settings?.from ?? "" });
    if (!sending) return false;
    try {
      await sending;
      return true;
    } catch (error) {
      this.#trouble("mail could not be sent", error);
      return false;
    }
  }

  /** Does work that ends in sending, without anybody waiting for it. */
  inBackground(work: () => Promise<void>): void {
    const going = work()
      .catch((error: unknown) => this.#trouble("mail could not be prepared", error))
      .finally(() => this.#onTheirWay.delete(going));
    this.#onTheirWay.add(going);
  }

  /** Waits until everything has gone, and closes the connection. */
  async close(): Promise<void> {
    await Promise.all(this.#onTheirWay);
    this.#transport?.close();
  }
}
