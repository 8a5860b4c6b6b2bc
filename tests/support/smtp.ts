import type { AddressInfo, Socket } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

export type Received = { from: string; to: string[]; source: Buffer; mail: Email };

/** What the server answers for one recipient: at the envelope, after the content, by hanging up before or after the answer was due, or late. */
export type Answer =
  | { at: "envelope" | "content"; code: number; text: string }
  | { hangUp: "in the content" | "after the content" }
  | { lateMs: number };

export type TestSmtp = {
  port: number;
  /** Messages the server has accepted for good. */
  received: Received[];
  /** How it answers for a recipient from now on; null accepts. */
  answer: (to: string, answer: Answer | null) => void;
  /** Every recipient named at the envelope, accepted or not. */
  asked: string[];
  stop: () => Promise<void>;
};

/** A real mail server on loopback that keeps what it is given; with `login` it lets nobody in who does not say that. */
export async function startSmtp({
  lateMs = 0,
  login,
}: {
  lateMs?: number;
  login?: { user: string; password: string };
} = {}): Promise<TestSmtp> {
  const received: Received[] = [];
  const asked: string[] = [];
  const answers = new Map<string, Answer>();
  const sockets = new Set<Socket>();
  const hangUp = (port: number) => {
    for (const socket of sockets) if (socket.remotePort === port) socket.destroy();
  };
  const server = new SMTPServer({
    disabledCommands: login ? ["STARTTLS"] : ["STARTTLS", "AUTH"],
    ...(login && {
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        username === login.user && password === login.password ? done(null, { user: username }) : done(new Error("535 no such person")),
    }),
    onRcptTo: ({ address }, _session, done) => {
      asked.push(address);
      const answer = answers.get(address);
      if (answer && "code" in answer && answer.at === "envelope") return done(refusal(answer));
      done();
    },
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      const answer = answers.get(to[0] ?? "");
      if (answer && "hangUp" in answer && answer.hangUp === "in the content") return hangUp(session.remotePort);
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", async () => {
        if (answer && "code" in answer) return done(refusal(answer));
        const source = Buffer.concat(chunks);
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : "";
        received.push({ from, to, source, mail: await PostalMime.parse(source) });
        const late = answer && "lateMs" in answer ? answer.lateMs : lateMs;
        if (late > 0) await new Promise((resolve) => setTimeout(resolve, late));
        if (answer && "hangUp" in answer) return hangUp(session.remotePort);
        done(null, `queued as ${received.length}`);
      });
    },
  });
  server.on("error", () => undefined); // a client that was killed
  const listening = server.listen(0, "127.0.0.1");
  listening.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise((resolve) => listening.once("listening", resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  const answer: TestSmtp["answer"] = (to, next) => (next ? answers.set(to, next) : answers.delete(to));
  return { port: portOf(listening.address()), received, asked, answer, stop };
}

function refusal({ code, text }: { code: number; text: string }): Error & { responseCode: number } {
  return Object.assign(new Error(text), { responseCode: code });
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the mail server has no port");
  return address.port;
}
