import { z } from "zod";
import { countAttempt } from "@/lib/access/attempt-limit";
import type { Database } from "@/lib/db/client";
import { Prisma, type Sql } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { addressesOfContacts, suppress, unsuppress } from "./addresses";
import { purposeNamesSchema, type RecipientLanguage } from "./schema";
import { hashOfToken } from "./unsubscribe-links";
import { maskAddress, recipientLanguageOf, unsubscribeWords } from "./unsubscribe-words";
import { writeConsent } from "./write-consent";

/** What somebody who holds a link can ask for. */
export type UnsubscribeChoice = "purpose" | "everything" | "undo";
export const unsubscribeChoiceSchema = z.enum(["purpose", "everything", "undo"]);

/** Where a link stands, told so that nobody learns from it who else gets what. */
export type UnsubscribeState = {
  standing: "subscribed" | "unsubscribed" | "unsubscribed_from_all";
  /** What stands there came by such a link, and can be taken back by it. */
  canUndo: boolean;
  /** The language of the contact; null when it is not known any more. */
  language: RecipientLanguage | null;
  /** The purpose as recipients know it, in a language. */
  purposeIn: (language: RecipientLanguage) => string;
  /** The masked address; null when the contact is gone or has another one by now. */
  address: string | null;
};

/** Within five minutes: presses of one link, and requests from one address that name no link. Whoever has a link cannot be kept from it by others. */
const limits = { perLink: 20, unknownPerAddress: 60 } as const;

const linkSchema = z.object({
  contactId: z.int().nullable(),
  purposeCode: z.string(),
  hash: z.string(),
  purpose: z.string(),
  names: purposeNamesSchema.catch({}),
  language: z.string().nullable(),
  email: z.string().nullable(),
  said: z.boolean().nullable(),
  saidByLink: z.boolean(),
  never: z.boolean(),
  neverByLink: z.boolean(),
  suppressed: z.boolean(),
  suppressedForAll: z.boolean(),
});
type Link = z.output<typeof linkSchema>;

/** Looks at a link and changes nothing; null for one that was never made. */
export async function lookAtUnsubscribeLink(db: Database, token: string): Promise<UnsubscribeState | null> {
  const link = await findLink(db.prisma, token);
  return link && stateOf(link);
}

/**
 * Does what the holder of a link chose: no more e-mails for this purpose, none at all, or back again. Contact and address are both noted, so
 * that nobody else with the same address is written to, and the address stays refused when the contact is deleted. *Undo* takes back
 * what links did, never what was recorded by hand. Doing it twice does nothing more. `wording` is what stood on the button.
 */
export async function changeByLink(
  db: Database,
  token: string,
  choice: UnsubscribeChoice,
  { now, address, oneClick }: { now: Date; address: string; oneClick: boolean },
): Promise<Result<UnsubscribeState, { code: "link_unknown" } | { code: "too_often"; seconds: number }>> {
  const known = await findLink(db.prisma, token);
  const limited = known
    ? { purpose: "unsubscribe", kind: "link", value: token, most: limits.perLink }
    : { purpose: "unsubscribe", kind: "address", value: address, most: limits.unknownPerAddress };
  const seconds = await countAttempt(db, [limited], now);
  if (seconds !== null) return err({ code: "too_often", seconds });
  if (!known) return err({ code: "link_unknown" });
  return inTransaction(db, async (tx) => {
    if (known.contactId !== null) await tx.$queryRaw(Prisma.sql`select id from contact where id = ${known.contactId} for no key update`);
    const link = await findLink(tx, token); // as it is now that nobody else changes the contact
    if (!link) return err({ code: "link_unknown" });
    await change(tx, link, choice, oneClick, now);
    const after = await findLink(tx, token);
    if (!after) throw new Error("an unsubscribe link is gone, which stands for ever");
    return ok(stateOf(after));
  });
}

async function change(tx: Transaction, link: Link, choice: UnsubscribeChoice, oneClick: boolean, now: Date): Promise<void> {
  const words = unsubscribeWords(recipientLanguageOf(link.language) ?? "en");
  const purpose = purposeIn(link, recipientLanguageOf(link.language) ?? "en");
  const say = async (purposeCode: string | null, allowed: boolean, wording: string) => {
    if (link.contactId === null) return;
    const said = Prisma.sql`
      select ${link.contactId}::int as contact_id, 'email'::correspondence_type as channel, ${purposeCode}::text as purpose_code, ${allowed}::boolean as allowed`;
    await writeConsent(tx, said, {
      source: "unsubscribe_link",
      wording: oneClick ? "List-Unsubscribe=One-Click" : wording,
      user: null,
      now,
    });
  };
  const addressFor = (purposeCode: string | null): Sql =>
    Prisma.sql`select decode(${link.hash}, 'hex') as address_hash, ${purposeCode}::text as purpose_code`;
  switch (choice) {
    case "purpose":
      if (link.said !== false) await say(link.purposeCode, false, words.purpose(purpose));
      return suppress(tx, addressFor(link.purposeCode), now);
    case "everything":
      if (!link.never) await say(null, false, words.everything);
      return suppress(tx, addressFor(null), now);
    case "undo":
      if (!stateOf(link).canUndo) return; // nor is the address freed, which others have too
      if (link.said === false && link.saidByLink) await say(link.purposeCode, true, words.undo);
      if (link.never && link.neverByLink) await say(null, true, words.undo);
      await unsuppress(tx, addressFor(link.purposeCode));
      return unsuppress(tx, addressFor(null));
    default:
      return choice satisfies never;
  }
}

function stateOf(link: Link): UnsubscribeState {
  const fromAll = link.never || link.suppressedForAll;
  const fromPurpose = link.said === false || link.suppressed;
  const byHand = (link.never && !link.neverByLink) || (link.said === false && !link.saidByLink);
  return {
    standing: fromAll ? "unsubscribed_from_all" : fromPurpose ? "unsubscribed" : "subscribed",
    canUndo: (fromAll || fromPurpose) && !byHand,
    language: recipientLanguageOf(link.language),
    purposeIn: (language) => purposeIn(link, language),
    address: link.email === null ? null : maskAddress(link.email),
  };
}

function purposeIn({ purpose, names }: Link, language: RecipientLanguage): string {
  return (language === "en" ? undefined : names[language]) ?? purpose;
}

async function findLink(db: Pick<Transaction, "$queryRaw">, token: string): Promise<Link | null> {
  const rows = await db.$queryRaw(Prisma.sql`
    select link.contact_id as "contactId", link.purpose_code as "purposeCode", encode(link.address_hash, 'hex') as hash, purpose.name as purpose, purpose.names,
      contact.language_code as language,
      (select a.email from (${addressesOfContacts}) a where a.contact_id = link.contact_id and address_hash(a.email) = link.address_hash limit 1) as email,
      said.allowed as said, coalesce(said_by.source = 'unsubscribe_link', false) as "saidByLink",
      coalesce(not never.allowed, false) as never, coalesce(never_by.source = 'unsubscribe_link', false) as "neverByLink",
      exists (select from suppressed_address s where s.address_hash = link.address_hash and s.purpose_code = link.purpose_code) as suppressed,
      exists (select from suppressed_address s where s.address_hash = link.address_hash and s.purpose_code is null) as "suppressedForAll"
    from unsubscribe_link link
    join purpose on purpose.code = link.purpose_code
    left join contact on contact.id = link.contact_id
    left join contact_consent said on said.contact_id = link.contact_id and said.channel = 'email' and said.purpose_code = link.purpose_code
    left join consent_event said_by on said_by.event_no = said.event_no
    left join contact_consent never on never.contact_id = link.contact_id and never.channel = 'email' and never.purpose_code is null
    left join consent_event never_by on never_by.event_no = never.event_no
    where link.token_hash = decode(${hashOfToken(token)}, 'hex')`);
  return z.array(linkSchema).parse(rows)[0] ?? null;
}
