import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

export type CaughtMail = { no: number; at: Date; from: string; to: string; mail: Email };

const kept = 500;

/** A mail server on loopback that takes every message and sends none on. The newest messages are kept while it runs. */
export class MailCatcher {
  readonly mails: CaughtMail[] = [];
  private caught = 0;
  private readonly server: SMTPServer;

  constructor() {
    this.server = new SMTPServer({
      disabledCommands: ["STARTTLS", "AUTH"],
      banner: "Winnow's catch-all",
      onData: (stream, { envelope }, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", async () => {
          const from = envelope.mailFrom ? envelope.mailFrom.address : "";
          await this.keep(from, envelope.rcptTo.map(({ address }) => address).join(", "), Buffer.concat(chunks));
          done(null, `caught as ${this.caught}`);
        });
      },
    });
    this.server.on("error", () => undefined); // somebody hung up
  }

  async listen(port: number, host: string): Promise<void> {
    const listening = this.server.listen(port, host);
    await new Promise((resolve, reject) => listening.once("listening", resolve).once("error", reject));
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async keep(from: string, to: string, source: Buffer): Promise<void> {
    this.caught += 1;
    this.mails.unshift({ no: this.caught, at: new Date(), from, to, mail: await PostalMime.parse(source) });
    this.mails.length = Math.min(this.mails.length, kept);
  }
}
