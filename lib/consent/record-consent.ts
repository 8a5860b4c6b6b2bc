import { z } from "zod";
import { operation } from "@/lib/access/operation";
import { recordOfEach } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { addressesOfContacts, unsuppress } from "./addresses";
import type { ConsentError } from "./errors";
import { recordConsentSchema } from "./schema";
import { writeConsent } from "./write-consent";

const lockedSchema = z.array(z.object({ id: z.int(), contactNo: z.string() }));

/**
 * Records what contacts said: consent given or withdrawn for a purpose, or that a channel must not (or may again) be used at all. Each
 * record is an event of its own, also when it changes nothing. Consent that is given by e-mail lifts the suppression of the contact's
 * addresses for that purpose, *may be contacted again* the one for every purpose. Refused as a whole when a contact or the purpose is not there.
 *
 * @returns for how many contacts it was recorded
 */
export const recordConsent = operation({
  name: "consent.record",
  needs: "consent.record",
  input: recordConsentSchema,
  run: (context, { contactNos, heard }): Promise<Result<{ contacts: number }, ConsentError>> =>
    inTransaction<{ contacts: number }, ConsentError>(context.db, async (tx) => {
      const purposeCode = "purposeCode" in heard ? heard.purposeCode : null;
      if (purposeCode !== null && (await tx.purpose.count({ where: { code: purposeCode } })) === 0)
        return err({ code: "purpose_not_found", purposeCode });
      const contacts = await lockNamed(tx, contactNos);
      const missing = contactNos.find((contactNo) => !contacts.some((contact) => contact.contactNo === contactNo));
      if (missing !== undefined) return err({ code: "contact_not_found", contactNo: missing });
      const ids = contacts.map(({ id }) => id);
      const { said, channels, source, wording } = heard;
      const allowed = said === "given" || said === "contact_again";
      await writeConsent(
        tx,
        Prisma.sql`
          select contact_id, channel, ${purposeCode}::text as purpose_code, ${allowed}::boolean as allowed
          from unnest(${ids}::int[]) contact_id cross join unnest(${channels}::correspondence_type[]) channel`,
        { source, wording, user: context.user, now: context.now },
      );
      if (allowed && channels.includes("email"))
        await unsuppress(
          tx,
          Prisma.sql`
            select address_hash(address.email) as address_hash, ${purposeCode}::text as purpose_code
            from (${addressesOfContacts}) address where address.contact_id = any(${ids}::int[])`,
        );
      await recordOfEach(
        tx,
        context,
        contacts.map(({ contactNo }) => contactNo),
        { operation: "consent.record", subjectKind: "contact", detail: { said, channels, purposeCode, source } },
      );
      return ok({ contacts: contacts.length });
    }),
});

/** Holds the contacts, so that of two who record at once the later event is the state. */
async function lockNamed(tx: Transaction, contactNos: readonly string[]) {
  const rows = await tx.$queryRaw(Prisma.sql`
    select id, contact_no as "contactNo" from contact where contact_no = any(${[...contactNos]}::text[]) order by id for no key update`);
  return lockedSchema.parse(rows);
}
