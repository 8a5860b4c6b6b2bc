import { z } from "zod";
import { operation, query } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
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
});
/** What printed pages say about the own company. */
export type CompanyDetails = z.output<typeof rowSchema>;

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
        (select jsonb_build_object('code', code, 'name', description) from interaction_template where code = setup.call_template_code) as "callTemplate"
      from (select 1) one left join marketing_setup setup on setup.id = 1`);
    const [details] = z.array(rowSchema.extend({ companyName: z.string().nullable() })).parse(rows);
    if (!details) throw new Error("one row came back as none");
    return { ...details, companyName: details.companyName ?? "My company" };
  },
});

/** Changes what printed pages say about the own company, and the templates by which cover sheets and phone calls are logged. */
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
      const data = { ...plain, countryRegionCode, coverSheetTemplateCode, callTemplateCode };
      await tx.marketingSetup.upsert({ where: { id: 1 }, update: data, create: { id: 1, ...data } });
      const detail = { after: data };
      await record(tx, context, { operation: "setup.changeCompanyDetails", subjectKind: "marketing_setup", subjectKey: "company", detail });
      return ok(null);
    }),
});
