import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { LineHeader } from "./line-predicate";
import { correspondenceTypes } from "./schema";

const channel = z.enum(correspondenceTypes).nullable();
const rowSchema = z.object({
  salespersonCode: z.string().nullable(),
  correspondenceType: channel,
  ignoreContactCorresType: z.boolean(),
  template: z.object({ correspondenceType: channel, ignoreContactCorresType: z.boolean() }).nullable(),
});

/** What the header of a segment that is there decides about its lines. */
export async function readLineHeader(tx: Transaction, segmentId: number): Promise<LineHeader> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select segment.salesperson_code as "salespersonCode", segment.correspondence_type::text as "correspondenceType",
      segment.ignore_contact_corres_type as "ignoreContactCorresType",
      case when template.code is not null then jsonb_build_object(
        'correspondenceType', template.correspondence_type, 'ignoreContactCorresType', template.ignore_contact_corres_type) end as template
    from segment left join interaction_template template on template.code = segment.interaction_template_code
    where segment.id = ${segmentId}`);
  const [header] = z.array(rowSchema).parse(rows);
  if (!header) throw new Error(`segment ${segmentId} is gone`);
  return { segmentId, ...header };
}
