import { isMember } from "@/lib/contact-sets/membership";
import { printedAddress } from "@/lib/contacts/printed-address";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Letters } from "@/lib/documents/merge-values";
import type { StoredLayers } from "./layers";
import { type LineBasis, lineColumns, lineSources } from "./lines";

/** How `lettersOfLines` names a line. */
export const letterOf = (contactId: number, layer: number): string => `${contactId}/${layer}`;

/**
 * The letters of effective lines, as `readMergeValues` takes them, each with its `document_id` too.
 *
 * @param lines yields `lineColumns`, `layer` and the row of the contact as `of_contact`
 */
export function lettersOfLines(segmentId: number, lines: Sql): Letters {
  return Prisma.sql`
    select line.contact_id || '/' || line.layer as letter, line.contact_id, line.language_code, line.date, line.description, line.subject, line.personal_text,
      line.salesperson_code, line.campaign_no, segment.segment_no, segment.description as segment_description, at_home.lines as mail_address, line.document_id
    from (${lines}) line
    join segment on segment.id = ${segmentId}
    ${printedAddress({ contact: "(line.of_contact)", altAddressCode: Prisma.sql`line.alt_address_code`, day: Prisma.sql`line.date` })}`;
}

/** One line of a step as `lettersOfLines` takes it; no row where the contact has none in the layer. */
export function oneLine(basis: LineBasis, layers: StoredLayers, { contactNo, layer }: { contactNo: string; layer: number }): Sql {
  const set = layers[layer - 1];
  return Prisma.sql`
    select ${lineColumns(basis)}, ${layer}::int as layer, contact as of_contact ${lineSources(basis, layer)}
      and contact.contact_no = ${contactNo} and ${set ? isMember(set.setId) : Prisma.sql`false`}`;
}
