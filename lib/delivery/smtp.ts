import { Readable } from "node:stream";
import SMTPConnection, { type SMTPEnvelope } from "nodemailer/lib/smtp-connection";
import type { Envelope } from "./compose";
import { type Outcome, outcomeOf, type Progress } from "./outcome";
import type { MailServer } from "./types";

const second = 1_000;
/** A server that says nothing for so long is taken for gone. A message that is checked for viruses may take a while. */
const timeouts = { connectionTimeout: 20 * second, greetingTimeout: 20 * second, socketTimeout: 90 * second, dnsTimeout: 10 * second };

/**
 * One connection to a mail server, one message at a time. nodemailer speaks; its pool is not used because it sends again by itself
 * what a broken connection left open, and nobody could tell how far a message was.
 */
export class SmtpLane {
  private connection: SMTPConnection | null = null;

  constructor(private readonly server: MailServer) {}

  /**
   * Sends one message. `beforeContent` is called when the server has accepted sender and recipient and asks for the content, so that
   * the moment is written down after which only an answer tells; when it answers false, nothing is handed over.
   */
  async send(message: Buffer, envelope: Envelope, beforeContent: () => Promise<boolean>): Promise<Outcome> {
    let connection: SMTPConnection;
    try {
      connection = this.connection ?? (await this.open());
    } catch (error) {
      this.close();
      return outcomeOf(failureOf(error), "connecting");
    }
    this.connection = connection;
    const outcome = await handOver(connection, message, envelope, beforeContent);
    if (outcome.kind === "refused" || outcome.kind === "put_off") await this.afterRefusal(connection);
    else if (outcome.kind !== "accepted") this.close();
    return outcome;
  }

  /** Whether the server lets us in. */
  async check(): Promise<Outcome> {
    try {
      await this.open();
      return { kind: "accepted", answer: "" };
    } catch (error) {
      return outcomeOf(failureOf(error), "connecting");
    } finally {
      this.close();
    }
  }

  /** Takes leave of the server. */
  end(): void {
    this.connection?.quit();
    this.connection = null;
  }

  /** Drops a connection that is of no use any more; the next message opens another. */
  private close(): void {
    this.connection?.close();
    this.connection = null;
  }

  private async open(): Promise<SMTPConnection> {
    const { host, port, security, login } = this.server;
    const connection = new SMTPConnection({
      host,
      port,
      secure: security === "tls",
      requireTLS: security === "starttls",
      ignoreTLS: security === "none",
      ...timeouts,
    });
    this.connection = connection;
    await new Promise<void>((resolve, reject) => {
      connection.on("error", reject); // after the connection stands, a lost one is told by the message under way
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    connection.on("end", () => {
      if (this.connection === connection) this.connection = null;
    });
    if (!login) return connection;
    await new Promise<void>((resolve, reject) => {
      connection.login({ user: login.user, credentials: { user: login.user, pass: login.password } }, (error) =>
        error ? reject(error) : resolve(),
      );
    });
    return connection;
  }

  /** A refused message leaves the conversation open; the next one begins with a clean slate, or on another connection. */
  private async afterRefusal(connection: SMTPConnection): Promise<void> {
    const clean = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), 5 * second);
      connection.reset((error) => {
        clearTimeout(timer);
        resolve(!error);
      });
    });
    if (!clean) this.close();
  }
}

function handOver(
  connection: SMTPConnection,
  message: Buffer,
  envelope: Envelope,
  beforeContent: () => Promise<boolean>,
): Promise<Outcome> {
  let progress: Progress = "envelope";
  let mine = true;
  const content = Readable.from(
    (async function* () {
      mine = await beforeContent();
      if (!mine) throw new Error("the claim on this message was lost");
      progress = "content";
      yield message;
      progress = "handed_over";
    })(),
    { objectMode: false },
  );
  const smtpEnvelope: SMTPEnvelope = { from: envelope.from, to: [envelope.to], size: message.length };
  return new Promise((resolve) => {
    connection.send(smtpEnvelope, content, (error, info) => {
      if (!error) return resolve({ kind: "accepted", answer: info?.response ?? "" });
      content.destroy();
      resolve(mine ? outcomeOf(failureOf(error), progress) : { kind: "claim_lost" });
    });
  });
}

function failureOf(error: unknown): Parameters<typeof outcomeOf>[0] {
  return error instanceof Error ? error : new Error(String(error));
}
