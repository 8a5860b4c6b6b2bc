import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma, type Sql } from "@/lib/db/sql";
import { listTemplatesSchema, type templateOrders } from "./schema";

const rowSchema = z.object({
  code: z.string(),
  description: z.string(),
  groupCode: z.string(),
  groupDescription: z.string(),
  unitCostLcy: z.number(),
  unitDurationMin: z.number(),
  correspondenceType: z.enum(["hard_copy", "email", "phone"]).nullable(),
  ignoresContact: z.boolean(),
  informationFlow: z.enum(["outbound", "inbound"]).nullable(),
  languages: z.array(z.string()),
});
export type TemplateRow = z.output<typeof rowSchema>;

const columns: Record<(typeof templateOrders)[number], Sql> = {
  code: Prisma.sql`t.code`,
  description: Prisma.sql`t.description`,
  group: Prisma.sql`g.description`,
  channel: Prisma.sql`t.correspondence_type`,
  cost: Prisma.sql`t.unit_cost_lcy`,
  duration: Prisma.sql`t.unit_duration_min`,
};
const pageSize = 50;

/** The interaction templates that are searched for, 50 a page, and the groups there are with their number of templates. */
export const listTemplates = query({
  name: "template.list",
  needs: "read",
  input: listTemplatesSchema,
  run: async ({ db }, { search, groupCode, order, direction, page }) => {
    const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
    const found = Prisma.sql`(${search === ""} or concat_ws(' ', t.code, t.description, g.description) collate winnow_name ilike ${pattern})`;
    const chosen = groupCode === null ? Prisma.sql`true` : Prisma.sql`t.interaction_group_code = ${groupCode}`;
    const from = Prisma.sql`interaction_template t join interaction_group g on g.code = t.interaction_group_code`;
    const [rows, groups] = await Promise.all([
      db.prisma.$queryRaw(Prisma.sql`
        select t.code, t.description, g.code as "groupCode", g.description as "groupDescription", t.unit_cost_lcy::float as "unitCostLcy",
          t.unit_duration_min as "unitDurationMin", t.correspondence_type::text as "correspondenceType", t.ignore_contact_corres_type as "ignoresContact",
          t.information_flow::text as "informationFlow",
          array(select l.language_code from interaction_template_language l where l.interaction_template_code = t.code order by 1) as languages
        from ${from} where ${found} and ${chosen}
        order by ${columns[order]} ${Prisma.raw(direction)} nulls last, t.code limit ${pageSize} offset ${(page - 1) * pageSize}`),
      db.prisma.$queryRaw(Prisma.sql`
        select g.code, g.description, (count(*))::int as templates from ${from} where ${found} group by g.code, g.description order by g.description, g.code`),
    ]);
    const counted = z.array(z.object({ code: z.string(), description: z.string(), templates: z.number() })).parse(groups);
    const total = counted.filter(({ code }) => groupCode === null || code === groupCode).reduce((sum, { templates }) => sum + templates, 0);
    return { templates: z.array(rowSchema).parse(rows), groups: counted, total, page, pageSize };
  },
});
