import { SMTPServer } from "smtp-server";

// A mail server that takes every message and keeps none, in a process of its own; says the port it listens at.
const server = new SMTPServer({
  disabledCommands: ["STARTTLS", "AUTH"],
  onData: (stream, _session, done) => {
    stream.resume();
    stream.on("end", () => done(null, "taken"));
  },
});
server.on("error", () => undefined);
const listening = server.listen(0, "127.0.0.1", () => {
  const address = listening.address();
  console.log(typeof address === "object" ? address?.port : address);
});
