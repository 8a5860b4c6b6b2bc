import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { operation, query } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { ok, type Result } from "@/lib/result";
import { forgotten } from "./message-links";
import { echoSetupSchema } from "./schema";

const rowSchema = z.tuple([
  z.object({
    countOpens: z.boolean(),
    countClicks: z.boolean(),
    keepDays: z.int().nullable(),
    bounceAddress: z.string().nullable(),
    keyMadeAt: z.coerce.date().nullable(),
  }),
]);
/** What of e-mails is counted and kept, where bounces go, and when the key was made by which they are reported; null before there is one. */
export type EchoSetup = z.output<typeof rowSchema>[0];

/** The set-up as it stands. */
export async function readEchoSetup(tx: Pick<Transaction, "$queryRaw">): Promise<EchoSetup> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select count_opens as "countOpens", count_clicks as "countClicks", keep_days as "keepDays", bounce_address as "bounceAddress", key_made_at as "keyMadeAt"
    from echo_setup where id = 1`);
  return rowSchema.parse(rows)[0];
}

/** The set-up as its page shows it. */
export const findEchoSetup = query({
  name: "echoes.findSetup",
  needs: "setup",
  input: z.object({}),
  run: ({ db }): Promise<EchoSetup> => readEchoSetup(db.prisma),
});

const subject = { subjectKind: "mail_setup", subjectKey: "what comes back" };

/** Changes what is counted from the next log on, how long it is kept, and where bounces go. What is older than that goes at once. */
export const changeEchoSetup = operation({
  name: "echoes.changeSetup",
  needs: "setup",
  input: echoSetupSchema,
  run: (context, setup): Promise<Result<null, never>> =>
    inTransaction<null, never>(context.db, async (tx) => {
      const before = await readEchoSetup(tx);
      await tx.echoSetup.update({ where: { id: 1 }, data: setup });
      await tx.$executeRaw(Prisma.sql`with ${forgotten(context.now)} select`);
      await record(tx, context, { operation: "echoes.changeSetup", ...subject, detail: { before, after: setup } });
      return ok(null);
    }),
});

/** Draws the key by which a mail server reports bounces; the one before is worth nothing from now on. It is shown once. */
export const drawBounceKey = operation({
  name: "echoes.drawBounceKey",
  needs: "setup",
  input: z.object({}),
  run: (context): Promise<Result<{ key: string }, never>> =>
    inTransaction<{ key: string }, never>(context.db, async (tx) => {
      const key = `bounces_${randomBytes(32).toString("base64url")}`;
      await tx.echoSetup.update({ where: { id: 1 }, data: { keyHash: Uint8Array.from(hashOf(key)), keyMadeAt: context.now } });
      await record(tx, context, { operation: "echoes.drawBounceKey", ...subject, detail: {} });
      return ok({ key });
    }),
});

/** Whether this is the key that reports bounces. How long it takes tells nothing about it. */
export async function isBounceKey(tx: Pick<Transaction, "echoSetup">, key: string): Promise<boolean> {
  const setup = await tx.echoSetup.findUnique({ where: { id: 1 }, select: { keyHash: true } });
  return setup?.keyHash != null && timingSafeEqual(setup.keyHash, hashOf(key));
}

/** A key is random throughout, so a fast hash cannot be guessed back. */
function hashOf(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
