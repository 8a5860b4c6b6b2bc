import { z } from "zod";
import { operation, query } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { ConsentError } from "./errors";
import { channels, defaultPurpose, purposeNamesSchema, savePurposeSchema } from "./schema";

const rowSchema = z.object({
  code: z.string(),
  name: z.string(),
  names: purposeNamesSchema.catch({}),
  needsConsent: z.array(z.enum(channels)),
  /** Interaction templates that have it, and contacts who gave or withdrew consent for it on some channel. */
  templates: z.int(),
  given: z.int(),
  withdrawn: z.int(),
});
export type Purpose = z.output<typeof rowSchema>;

/** Code and name of each purpose, the default one first. */
export const listPurposeNames = query({
  name: "purpose.listNames",
  needs: "read",
  input: z.object({}),
  run: async ({ db }) => {
    const purposes = await db.prisma.purpose.findMany({ select: { code: true, name: true }, orderBy: [{ name: "asc" }, { code: "asc" }] });
    return purposes.sort((left, right) => Number(right.code === defaultPurpose) - Number(left.code === defaultPurpose));
  },
});

/** What people are written to about, the default purpose first, then by name, with how much hangs on each. */
export const listPurposes = query({
  name: "purpose.list",
  needs: "read",
  input: z.object({}),
  run: async ({ db }): Promise<Purpose[]> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select purpose.code, purpose.name, purpose.names, purpose.needs_consent::text[] as "needsConsent",
        (select count(*)::int from interaction_template where purpose_code = purpose.code) as templates,
        coalesce(said.given, 0) as given, coalesce(said.withdrawn, 0) as withdrawn
      from purpose left join (
        select purpose_code, (count(distinct contact_id) filter (where allowed))::int as given, (count(distinct contact_id) filter (where not allowed))::int as withdrawn
        from contact_consent where purpose_code is not null group by 1) said on said.purpose_code = purpose.code
      order by purpose.code <> ${defaultPurpose}, purpose.name, purpose.code`);
    return z.array(rowSchema).parse(rows);
  },
});

/** Makes a purpose or changes it; its code stays. Refused with `purpose_taken` when a new one has the code of another. */
export const savePurpose = operation({
  name: "purpose.save",
  needs: "setup",
  input: savePurposeSchema,
  run: (context, { isNew, ...purpose }): Promise<Result<{ code: string }, ConsentError>> =>
    inTransaction<{ code: string }, ConsentError>(context.db, async (tx) => {
      const { code, ...data } = purpose;
      const before = await tx.purpose.findUnique({ where: { code } });
      if (isNew && before) return err({ code: "purpose_taken", purposeCode: code });
      if (!isNew && !before) return err({ code: "purpose_not_found", purposeCode: code });
      await tx.purpose.upsert({ where: { code }, create: purpose, update: data });
      await record(tx, context, {
        operation: "purpose.save",
        subjectKind: "purpose",
        subjectKey: code,
        detail: { before, after: purpose },
      });
      return ok({ code });
    }),
});
