import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { interactionsOf } from "./contact-numbers";
import { contactTypes, listContactInteractionsSchema } from "./schema";

const rowSchema = z.object({
  entryNo: z.coerce.number(),
  date: z.string(),
  description: z.string(),
  contactNo: z.string(),
  contactName: z.string(),
  informationFlow: z.enum(["outbound", "inbound"]).nullable(),
  costLcy: z.number(),
  salespersonName: z.string().nullable(),
  template: z.string().nullable(),
  correspondenceType: z.enum(["hard_copy", "email", "phone"]).nullable(),
  evaluation: z.enum(["very_positive", "positive", "neutral", "negative", "very_negative"]).nullable(),
  attemptFailed: z.boolean(),
  canceled: z.boolean(),
  segment: z.object({ entryNo: z.number(), description: z.string() }).nullable(),
});
export type ContactInteraction = z.output<typeof rowSchema>;
export type ContactInteractionsPage = { interactions: ContactInteraction[]; next: number | null };

/** Interactions of a contact, of a company with those of its people, newest first, without postponed ones. */
export const listContactInteractions = query({
  name: "contact.listInteractions",
  needs: "read",
  input: listContactInteractionsSchema,
  run: async ({ db }, { contactNo, after, limit }): Promise<ContactInteractionsPage> => {
    const contact = z
      .array(z.object({ id: z.number(), type: z.enum(contactTypes) }))
      .parse(await db.prisma.$queryRaw(Prisma.sql`select id, type::text from contact where contact_no = ${contactNo}`))[0];
    if (!contact) return { interactions: [], next: null };
    const behind =
      after === null
        ? Prisma.sql`true`
        : Prisma.sql`(e.date, e.entry_no) < (select x.date, x.entry_no from interaction_log_entry x where x.entry_no = ${after})`;
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select e.entry_no as "entryNo", to_char(e.date, 'YYYY-MM-DD') as date, e.description, e.contact_no as "contactNo", e.contact_name as "contactName",
        e.information_flow::text as "informationFlow", e.cost_lcy::float as "costLcy", coalesce(s.name, e.salesperson_code) as "salespersonName",
        coalesce(t.description, e.interaction_template_code) as template, e.correspondence_type::text as "correspondenceType", e.evaluation::text, e.attempt_failed as "attemptFailed", e.canceled,
        (select jsonb_build_object('entryNo', l.entry_no, 'description', l.description) from logged_segment l where l.entry_no = e.logged_segment_entry_no) as segment
      from interaction_log_entry e
      left join salesperson s on s.code = e.salesperson_code left join interaction_template t on t.code = e.interaction_template_code
      where not e.postponed and ${interactionsOf(contact.id, contact.type)} and ${behind}
      order by e.date desc, e.entry_no desc limit ${limit + 1}`);
    const found = z.array(rowSchema).parse(rows);
    const interactions = found.slice(0, limit);
    return { interactions, next: found.length > limit ? (interactions.at(-1)?.entryNo ?? null) : null };
  },
});
