import { withReach } from "@/lib/consent/reach";
import { orderBy } from "@/lib/contact-sets/contact-order";
import { hasAddress, printedAddress } from "@/lib/contacts/printed-address";
import { Prisma, type Sql } from "@/lib/db/sql";
import { lineColumns, linesOfLayers } from "@/lib/segmentation/lines";
import type { PrintOrder } from "./schema";
import type { SegmentToPrint } from "./segment-to-print";

/** Whether a line of `printedLines` may go by post: the contact is not blocked and does not refuse to be reached so. */
export const mayGoByPost = Prisma.sql`(not printed.blocked and printed.unreachable is null)`;

/** `order by` over `printedLines`. */
export function printOrder(order: PrintOrder): Sql {
  if (order !== "post") return orderBy(order, "asc");
  return Prisma.sql`printed.to_country nulls first, printed.to_post_code nulls last, ${orderBy("company", "asc")}`;
}

/**
 * The lines of a segment with the address that is printed on each, as `from` over the alias `printed`; go on with `where`. The alternative address
 * is the one chosen on the line, or the contact's own that holds on its day.
 */
export function printedLines({ basis, layers }: Pick<SegmentToPrint, "basis" | "layers">): Sql {
  const columns = Prisma.sql`${lineColumns(basis)}, contact as of_contact`;
  return Prisma.sql`
    from (
      select line.*, at_home.lines, ${hasAddress} as has_address,
        nullif(at_home.country_region_code, (select country_region_code from marketing_setup where id = 1)) as to_country, at_home.post_code as to_post_code
      from (${withReach(linesOfLayers(basis, layers, columns), basis, "hard_copy")}) line
      ${printedAddress({ contact: "(line.of_contact)", altAddressCode: Prisma.sql`line.alt_address_code`, day: Prisma.sql`line.date` })}
    ) printed
    cross join lateral (select (printed.of_contact).*) contact`;
}
