import { z } from "zod";
import { operation, query } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { namesOfSuppression, readSuppression } from "@/lib/consent/suppression";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { askIn } from "@/lib/maintained-sets/definitions";
import { oneAtATime } from "@/lib/maintained-sets/dependants";
import { err, ok, type Result } from "@/lib/result";
import { companyDetailsSchema } from "./company-details-schema";
import type { CompanyDetailsError } from "./errors";

const named = z.object({ code: z.string(), name: z.string() }).nullable();
const text = z.string().nullable();
const rowSchema = z.object({
  companyName: z.string(),
  address: text,
  address2: text,
  postCode: text,
  city: text,
  country: named,
  phoneNo: text,
  email: text,
  homePage: text,
  coverSheetTemplate: named,
  callTemplate: named,
  suppression: z.array(z.string()),
});
/** What printed pages say about the own company. */
export type CompanyDetails = Omit<z.output<typeof rowSchema>, "suppression"> & { suppression: { value: string; name: string }[] };

export const findCompanyDetails = query({
  name: "setup.findCompanyDetails",
  needs: "read",
  input: z.object({}),
  run: async ({ db }): Promise<CompanyDetails> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select setup.company_name as "companyName", setup.address, setup.address_2 as "address2", setup.post_code as "postCode", setup.city, setup.phone_no as "phoneNo",
        setup.email, setup.home_page as "homePage",
        (select jsonb_build_object('code', code, 'name', name) from country_region where code = setup.country_region_code) as country,
        (select jsonb_build_object('code', code, 'name', description) from interaction_template where code = setup.cover_sheet_template_code) as "coverSheetTemplate",
        (select jsonb_build_object('code', code, 'name', description) from interaction_template where code = setup.call_template_code) as "callTemplate", coalesce(setup.suppression, '{}') as suppression
      from (select 1) one left join marketing_setup setup on setup.id = 1`);
    const [details] = z.array(rowSchema.extend({ companyName: z.string().nullable() })).parse(rows);
    if (!details) throw new Error("one row came back as none");
    const suppression = await namesOfSuppression(askIn(db.prisma), details.suppression);
    return { ...details, companyName: details.companyName ?? "My company", suppression };
  },
});

/** Changes what printed pages say about the own company, the templates by which cover sheets and phone calls are logged, and whom nobody reaches. */
export const changeCompanyDetails = operation({
  name: "setup.changeCompanyDetails",
  needs: "setup",
  input: companyDetailsSchema,
  run: (context, { countryRegionCode, coverSheetTemplateCode, callTemplateCode, ...plain }): Promise<Result<null, CompanyDetailsError>> =>
    inTransaction<null, CompanyDetailsError>(context.db, async (tx) => {
      if (countryRegionCode && (await tx.countryRegion.count({ where: { code: countryRegionCode } })) === 0)
        return err({ code: "unknown_country", value: countryRegionCode });
      for (const code of [coverSheetTemplateCode, callTemplateCode])
        if (code && (await tx.interactionTemplate.count({ where: { code } })) === 0) return err({ code: "unknown_template", value: code });
      await oneAtATime(tx);
      const before = await tx.marketingSetup.findUnique({ where: { id: 1 }, select: { suppression: true } });
      const added = plain.suppression.filter((value) => !before?.suppression.includes(value));
      const { unreadable } = await readSuppression(askIn(tx), added, context.now);
      if (unreadable.length > 0) return err({ code: "suppression_unreadable", unreadable: [...unreadable] });
      const data = { ...plain, countryRegionCode, coverSheetTemplateCode, callTemplateCode };
      await tx.marketingSetup.upsert({ where: { id: 1 }, update: data, create: { id: 1, ...data } });
      const detail = { after: data };
      await record(tx, context, { operation: "setup.changeCompanyDetails", subjectKind: "marketing_setup", subjectKey: "company", detail });
      return ok(null);
    }),
});
