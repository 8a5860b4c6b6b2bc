import { randomUUID } from "node:crypto";
import { z } from "zod";
import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { mailbox } from "./address";
import { senderOf } from "./artefacts";
import { compose } from "./compose";
import type { DeliveryError } from "./errors";
import { findMailServer } from "./mail-server";
import { SmtpLane } from "./smtp";

/** Sends a message to whoever asks, by the server that is set up, and tells what the server answered. */
export const sendTestMail = operation({
  name: "delivery.sendTestMail",
  needs: "setup",
  input: z.object({}),
  run: async (context): Promise<Result<{ recipient: string; answer: string }, DeliveryError>> => {
    const { db, user, now } = context;
    const server = await findMailServer(db.prisma);
    if (!server.ok) return server;
    const recipient = mailbox(user.email);
    if (!recipient) return err({ code: "mail_refused", answer: `Your own address, ${user.email}, cannot be written to.` });
    const envelope = { from: server.value.fromAddress, to: recipient };
    const said = "This is a test of the mail server that Winnow sends by. It works.";
    const artefact = {
      sender: senderOf(server.value),
      recipient,
      replyTo: server.value.replyTo,
      subject: "Test of the mail server",
      html: null,
      text: `${said}\n`,
      attachments: [],
      unsubscribeUrl: null,
    };
    const domain = envelope.from.slice(envelope.from.indexOf("@") + 1);
    const lane = new SmtpLane(server.value);
    const outcome = await lane.send(await compose(artefact, envelope, `test.${randomUUID()}@${domain}`, now), envelope, async () => true);
    lane.end();
    if (outcome.kind === "claim_lost") throw new Error("nobody else can claim a test");
    const { answer } = outcome;
    const detail = { outcome: outcome.kind, answer };
    await inTransaction<null, never>(db, async (tx) => {
      await record(tx, context, { operation: "delivery.sendTestMail", subjectKind: "mail_setup", subjectKey: "mail server", detail });
      return ok(null);
    });
    return outcome.kind === "accepted" ? ok({ recipient, answer }) : err({ code: "mail_refused", answer });
  },
});
