import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { addressesOfContacts } from "./addresses";
import type { ConsentError } from "./errors";
import { findConsentSchema } from "./schema";

/** Writes to the addresses of a contact again to which e-mails came back: somebody knows that they work. */
export const trustAddresses = operation({
  name: "consent.trustAddresses",
  needs: "consent.record",
  input: findConsentSchema,
  run: (context, { contactNo }): Promise<Result<null, ConsentError>> =>
    inTransaction<null, ConsentError>(context.db, async (tx) => {
      if ((await tx.contact.count({ where: { contactNo } })) === 0) return err({ code: "contact_not_found", contactNo });
      const addresses = await tx.$executeRaw(Prisma.sql`
        delete from bounced_address where address_hash in (
          select address_hash(address.email) from (${addressesOfContacts}) address join contact on contact.id = address.contact_id
          where contact.contact_no = ${contactNo})`);
      await record(tx, context, {
        operation: "consent.trustAddresses",
        subjectKind: "contact",
        subjectKey: contactNo,
        detail: { addresses },
      });
      return ok(null);
    }),
});
