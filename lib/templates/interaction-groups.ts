import { z } from "zod";
import { operation, query } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok } from "@/lib/result";
import type { TemplateError } from "./errors";
import { deleteGroupSchema, saveGroupSchema } from "./schema";

const rowSchema = z.object({
  code: z.string(),
  description: z.string(),
  version: z.int(),
  templates: z.int(),
  interactions: z.int(),
  costLcy: z.number(),
  durationMin: z.number(),
});
export type InteractionGroupRow = z.output<typeof rowSchema>;

/** All interaction groups, with what was recorded in them (without canceled and postponed interactions). */
export const listInteractionGroups = query({
  name: "interactionGroup.list",
  needs: "read",
  input: z.object({}),
  run: async ({ db }): Promise<InteractionGroupRow[]> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select g.code, g.description, g.version, (select count(*)::int from interaction_template t where t.interaction_group_code = g.code) as templates,
        coalesce(recorded.interactions, 0)::int as interactions, coalesce(recorded.cost, 0)::float as "costLcy", coalesce(recorded.duration, 0)::float as "durationMin"
      from interaction_group g
      left join (
        select interaction_group_code as code, count(*) as interactions, sum(cost_lcy) as cost, sum(duration_min) as duration
        from interaction_log_entry where not canceled and not postponed group by 1
      ) recorded using (code)
      order by g.description, g.code`);
    return z.array(rowSchema).parse(rows);
  },
});

/** Makes an interaction group (`version` null), or gives it another description. */
export const saveInteractionGroup = operation({
  name: "interactionGroup.save",
  needs: "setup",
  input: saveGroupSchema,
  run: (context, { code, description, version }) =>
    inTransaction<{ code: string }, TemplateError>(context.db, async (tx) => {
      if (version === null) {
        const made = await tx.$executeRaw(Prisma.sql`
          insert into interaction_group (code, description) values (${code}, ${description}) on conflict do nothing`);
        if (made === 0) return err({ code: "group_code_taken", groupCode: code });
      } else {
        const changed = await tx.$executeRaw(Prisma.sql`
          update interaction_group set description = ${description}, version = version + 1 where code = ${code} and version = ${version}`);
        if (changed === 0) return err({ code: "group_moved", groupCode: code });
      }
      await record(tx, context, {
        operation: "interactionGroup.save",
        subjectKind: "interaction_group",
        subjectKey: code,
        detail: { description, made: version === null },
      });
      return ok({ code });
    }),
});

/** Deletes an interaction group. Refused with `group_in_use` while a template or a segment names it; interactions keep its code. */
export const deleteInteractionGroup = operation({
  name: "interactionGroup.delete",
  needs: "setup",
  input: deleteGroupSchema,
  run: (context, { code, version }) =>
    inTransaction<{ code: string }, TemplateError>(context.db, async (tx) => {
      const [group] = z.array(z.object({ version: z.int(), templates: z.int(), segments: z.int() })).parse(
        await tx.$queryRaw(Prisma.sql`
          select version, (select count(*)::int from interaction_template where interaction_group_code = interaction_group.code) as templates,
            (select count(*)::int from segment where interaction_group_code = interaction_group.code) as segments
          from interaction_group where code = ${code} for update`),
      );
      if (!group) return err({ code: "group_not_found", groupCode: code });
      if (group.version !== version) return err({ code: "group_moved", groupCode: code });
      const { templates, segments } = group;
      if (templates > 0 || segments > 0) return err({ code: "group_in_use", groupCode: code, templates, segments });
      await tx.$executeRaw(Prisma.sql`delete from interaction_group where code = ${code}`);
      await record(tx, context, { operation: "interactionGroup.delete", subjectKind: "interaction_group", subjectKey: code });
      return ok({ code });
    }),
});
