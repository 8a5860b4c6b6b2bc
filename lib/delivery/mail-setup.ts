import { z } from "zod";
import { operation, query } from "@/lib/access/operation";
import { seal } from "@/lib/access/seal";
import { record } from "@/lib/audit/record";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { DeliveryError } from "./errors";
import { mailFromEnvironment, readMailSetup } from "./mail-server";
import { mailSetupSchema } from "./schema";
import type { MailSetup } from "./types";

/** The mail server as the set-up page shows it; null before there is one. */
export const findMailSetup = query({
  name: "delivery.findMailSetup",
  needs: "setup",
  input: z.object({}),
  run: async ({ db }): Promise<MailSetup | null> => {
    const row = await readMailSetup(db.prisma);
    const { server, sender } = mailFromEnvironment(process.env);
    const fromEnvironment = [...(server ? (["server"] as const) : []), ...(sender ? (["sender"] as const) : [])];
    if (!row && fromEnvironment.length === 0) return null;
    return {
      host: server?.host ?? row?.host ?? "",
      port: server?.port ?? row?.port ?? 587,
      security: server?.security ?? row?.security ?? "starttls",
      userName: server ? (server.login?.user ?? null) : (row?.userName ?? null),
      hasPassword: server ? Boolean(server.login?.password) : row?.password != null,
      fromName: sender ? sender.fromName : (row?.fromName ?? null),
      fromAddress: sender?.fromAddress ?? row?.fromAddress ?? "",
      replyTo: row?.replyTo ?? null,
      ratePerMinute: row?.ratePerMinute ?? null,
      fromEnvironment,
    };
  },
});

/** Changes the mail server, the sender and the rate. Messages that wait go by the new one from their next attempt on. */
export const changeMailSetup = operation({
  name: "delivery.changeMailSetup",
  needs: "setup",
  input: mailSetupSchema,
  run: (context, { password, ...plain }): Promise<Result<null, DeliveryError>> =>
    inTransaction<null, DeliveryError>(context.db, async (tx) => {
      const before = await readMailSetup(tx);
      const { server } = mailFromEnvironment(process.env);
      const moved = before !== null && (before.host !== plain.host || before.port !== plain.port || before.security !== plain.security);
      if (server && (moved || password)) return err({ code: "set_by_environment", variable: "WINNOW_SMTP_URL" });
      // A password goes to the server it was entered for, and to no other.
      const elsewhere = before !== null && before.host !== plain.host;
      const kept = password === null && !elsewhere ? {} : { password: password ? seal(password) : null };
      await tx.mailSetup.upsert({ where: { id: 1 }, update: { ...plain, ...kept }, create: { id: 1, ...plain, ...kept } });
      const { password: _, ...known } = before ?? { password: null };
      const detail = { before: before ? known : null, after: plain, passwordChanged: "password" in kept };
      await record(tx, context, { operation: "delivery.changeMailSetup", subjectKind: "mail_setup", subjectKey: "mail server", detail });
      return ok(null);
    }),
});
