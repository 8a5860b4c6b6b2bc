import { z } from "zod";
import { operation, query } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok } from "@/lib/result";
import type { TemplateError } from "./errors";
import { deleteFormulaSchema, salutationTypes, saveFormulaSchema } from "./schema";

const rowSchema = z.object({
  salutationCode: z.string(),
  salutation: z.string(),
  /** "" for any. */
  languageCode: z.string(),
  language: z.string().nullable(),
  salutationType: z.enum(salutationTypes),
  formula: z.string(),
  names: z.array(z.string()),
});
export type FormulaRow = z.output<typeof rowSchema>;
export type Formulas = { formulas: FormulaRow[]; salutations: { code: string; description: string; contacts: number }[] };

/** All greetings by salutation, language and tone, and the salutations there are with how many contacts have each. */
export const listSalutationFormulas = query({
  name: "salutationFormula.list",
  needs: "read",
  input: z.object({}),
  run: async ({ db }): Promise<Formulas> => {
    const [formulas, salutations] = await Promise.all([
      db.prisma.$queryRaw(Prisma.sql`
        select f.salutation_code as "salutationCode", s.description as salutation, f.language_code as "languageCode", l.name as language,
          f.salutation_type::text as "salutationType", f.formula, f.names
        from salutation_formula f join salutation s on s.code = f.salutation_code left join language l on l.code = f.language_code
        order by f.salutation_code, f.language_code, f.salutation_type`),
      db.prisma.$queryRaw(Prisma.sql`
        select s.code, s.description, coalesce(n.contacts, 0)::int as contacts
        from salutation s left join (select salutation_code as code, count(*) as contacts from contact where salutation_code is not null group by 1) n using (code)
        order by s.code`),
    ]);
    return {
      formulas: z.array(rowSchema).parse(formulas),
      salutations: z.array(z.object({ code: z.string(), description: z.string(), contacts: z.int() })).parse(salutations),
    };
  },
});

/** Writes the greeting of one salutation, language and tone, new or in place of the one there. Letters made from now on use it. */
export const saveSalutationFormula = operation({
  name: "salutationFormula.save",
  needs: "setup",
  input: saveFormulaSchema,
  run: (context, { salutationCode, languageCode, salutationType, formula, names }) =>
    inTransaction<null, TemplateError>(context.db, async (tx) => {
      if ((await tx.salutation.count({ where: { code: salutationCode } })) === 0)
        return err({ code: "unknown_value", what: "salutation", value: salutationCode });
      if (languageCode !== "" && (await tx.language.count({ where: { code: languageCode } })) === 0)
        return err({ code: "unknown_value", what: "language", value: languageCode });
      const key = { salutationCode, languageCode, salutationType };
      await tx.salutationFormula.upsert({
        where: { salutationCode_languageCode_salutationType: key },
        update: { formula, names },
        create: { ...key, formula, names },
      });
      const detail = { languageCode, salutationType, formula, names };
      await record(tx, context, { operation: "salutationFormula.save", subjectKind: "salutation", subjectKey: salutationCode, detail });
      return ok(null);
    }),
});

/** Deletes a greeting; letters in its language use the one for any language, where there is one. */
export const deleteSalutationFormula = operation({
  name: "salutationFormula.delete",
  needs: "setup",
  input: deleteFormulaSchema,
  run: (context, key) =>
    inTransaction<null, TemplateError>(context.db, async (tx) => {
      const { count } = await tx.salutationFormula.deleteMany({ where: key });
      if (count === 0) return err({ code: "formula_not_found" });
      const { salutationCode, ...detail } = key;
      await record(tx, context, { operation: "salutationFormula.delete", subjectKind: "salutation", subjectKey: salutationCode, detail });
      return ok(null);
    }),
});
