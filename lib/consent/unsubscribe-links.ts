import { createHash, createHmac } from "node:crypto";
import { type AuthSettings, authSettings } from "@/lib/access/auth-settings";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

export type LinkFor = { contactId: number; purposeCode: string; email: string };

/**
 * Makes the unsubscribe link of each recipient, in one statement. A token is 160 bits that nobody can guess without the installation's
 * secret; only its hash is stored, so it is the same again for the same contact, purpose and address, and a link that was sent works for
 * ever, also when the secret changes.
 *
 * @returns the addresses, in the order of `recipients`
 */
export async function unsubscribeLinks(
  tx: Transaction,
  recipients: readonly LinkFor[],
  { secret, url }: AuthSettings = authSettings(process.env),
): Promise<string[]> {
  const links = recipients.map((recipient) => ({ ...recipient, token: tokenOf(secret, recipient) }));
  const first = [...new Map(links.map((link) => [link.token, link])).values()];
  if (first.length > 0)
    await tx.$executeRaw(Prisma.sql`
      insert into unsubscribe_link (token_hash, contact_id, purpose_code, address_hash, made_at)
      select decode(token_hash, 'hex'), contact_id, purpose_code, address_hash(email), now()
      from unnest(${first.map(({ token }) => hashOfToken(token))}::text[], ${first.map(({ contactId }) => contactId)}::int[],
        ${first.map(({ purposeCode }) => purposeCode)}::text[], ${first.map(({ email }) => email)}::text[]) link (token_hash, contact_id, purpose_code, email)
      on conflict (token_hash) do nothing`);
  return links.map(({ token }) => new URL(`/u/${token}`, url).href);
}

/** The headers by which mail programs offer to unsubscribe at one press (RFC 2369, RFC 8058); both must be signed by DKIM. */
export function listUnsubscribeHeaders(url: string): Record<"List-Unsubscribe" | "List-Unsubscribe-Post", string> {
  return { "List-Unsubscribe": `<${url}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}

function tokenOf(secret: string, { contactId, purposeCode, email }: LinkFor): string {
  const about = JSON.stringify(["unsubscribe", contactId, purposeCode, email.trim().toLowerCase()]);
  return createHmac("sha256", secret).update(about).digest().subarray(0, 20).toString("base64url");
}

/** What is stored of a token, in hexadecimal digits. */
export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
