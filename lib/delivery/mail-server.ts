import { z } from "zod";
import { unseal } from "@/lib/access/seal";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { mailbox } from "./address";
import type { DeliveryError } from "./errors";
import { type MailSecurity, mailSecurities } from "./schema";
import type { MailServer } from "./types";

const text = z.string().nullable();
const rowSchema = z.object({
  host: z.string(),
  port: z.int(),
  security: z.enum(mailSecurities),
  userName: text,
  password: z.instanceof(Uint8Array).nullable(),
  fromName: text,
  fromAddress: z.string(),
  replyTo: text,
  ratePerMinute: z.int().nullable(),
});
export type MailSetupRow = z.output<typeof rowSchema>;

/** The row of the set-up page; null before there is one. */
export async function readMailSetup(tx: Pick<Transaction, "$queryRaw">): Promise<MailSetupRow | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select host, port, security::text as security, user_name as "userName", password, from_name as "fromName", from_address as "fromAddress",
      reply_to as "replyTo", rate_per_minute as "ratePerMinute"
    from mail_setup where id = 1`);
  return z.array(rowSchema).parse(rows)[0] ?? null;
}

type FromEnvironment = {
  server: Pick<MailServer, "host" | "port" | "security" | "login"> | null;
  sender: Pick<MailServer, "fromName" | "fromAddress"> | null;
};

/**
 * What the environment decides: `WINNOW_SMTP_URL` (`smtp://user:password@host:587`, `smtps://…`, `?security=none` for a local one) and
 * `WINNOW_MAIL_FROM` (`Winnow <news@example.com>`).
 *
 * @throws when one of them is written wrong, which only who runs Winnow can mend
 */
export function mailFromEnvironment(environment: Record<string, string | undefined>): FromEnvironment {
  const { WINNOW_SMTP_URL, WINNOW_MAIL_FROM } = environment;
  return { server: WINNOW_SMTP_URL ? serverOf(WINNOW_SMTP_URL) : null, sender: WINNOW_MAIL_FROM ? senderOf(WINNOW_MAIL_FROM) : null };
}

function serverOf(written: string): FromEnvironment["server"] {
  const url = URL.canParse(written) ? new URL(written) : null;
  if (!url?.hostname || (url.protocol !== "smtp:" && url.protocol !== "smtps:"))
    throw new Error("WINNOW_SMTP_URL is the address of a mail server, such as smtp://user:password@smtp.example.com:587.");
  const asked = z.enum(mailSecurities).safeParse(url.searchParams.get("security"));
  const security: MailSecurity = asked.success ? asked.data : url.protocol === "smtps:" ? "tls" : "starttls";
  const user = decodeURIComponent(url.username);
  const port = url.port === "" ? (security === "tls" ? 465 : 587) : Number(url.port);
  return { host: url.hostname, port, security, login: user ? { user, password: decodeURIComponent(url.password) } : null };
}

function senderOf(written: string): FromEnvironment["sender"] {
  const [, name, inBrackets] = /^([^<>]*)<([^<>]+)>\s*$/.exec(written) ?? [];
  const fromAddress = mailbox(inBrackets ?? written);
  if (!fromAddress) throw new Error("WINNOW_MAIL_FROM is a sender, such as Winnow <news@example.com>.");
  return { fromName: name?.trim() || null, fromAddress };
}

/** The server to send by, the environment before the set-up page. */
export async function findMailServer(tx: Pick<Transaction, "$queryRaw">): Promise<Result<MailServer, DeliveryError>> {
  const row = await readMailSetup(tx);
  const { server, sender } = mailFromEnvironment(process.env);
  const fromAddress = sender?.fromAddress ?? (row && mailbox(row.fromAddress));
  if (!fromAddress || (!server && !row)) return err({ code: "mail_not_set_up" });
  const shared = {
    fromName: sender ? sender.fromName : (row?.fromName ?? null),
    fromAddress,
    replyTo: row?.replyTo ? mailbox(row.replyTo) : null,
    ratePerMinute: row?.ratePerMinute ?? null,
  };
  if (server) return ok({ ...server, ...shared });
  if (!row) return err({ code: "mail_not_set_up" });
  const { host, port, security, userName, password } = row;
  const opened = password && unseal(password);
  if (password && opened === null) return err({ code: "password_sealed_elsewhere" });
  return ok({ host, port, security, login: userName ? { user: userName, password: opened ?? "" } : null, ...shared });
}
