import { printedAddress } from "@/lib/contacts/printed-address";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Letters } from "@/lib/documents/merge-values";

/** The letters of interaction log entries, as `readMergeValues` takes them, named by their numbers: what was logged, for the contact as it is now. */
export function lettersOfEntries(entries: Sql): Letters {
  return Prisma.sql`
    select entry.entry_no::text as letter, entry.contact_id, entry.language_code, entry.date, entry.description, entry.subject, entry.personal_text,
      entry.salesperson_code, entry.campaign_no, entry.segment_no, logged.description as segment_description, at_home.lines as mail_address
    from interaction_log_entry entry
    join contact on contact.id = entry.contact_id
    left join logged_segment logged on logged.entry_no = entry.logged_segment_entry_no
    ${printedAddress({ contact: "contact", altAddressCode: Prisma.sql`entry.alt_address_code`, day: Prisma.sql`entry.date` })}
    where ${entries}`;
}

/** The join that finds what was logged to go with the document of the alias `entry`, as the alias `goes`: none where nothing does. */
export const attachmentsOfEntry = Prisma.sql`left join logged_attachment goes on goes.logged_segment_entry_no = entry.logged_segment_entry_no
  and goes.interaction_template_code = entry.interaction_template_code and goes.language_code = coalesce(entry.language_code, '')`;
