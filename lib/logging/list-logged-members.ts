import { z } from "zod";
import { query } from "@/lib/access/operation";
import { everybody, keepCommon, stored } from "@/lib/contact-sets/expressions";
import { sizesOf } from "@/lib/contact-sets/measure";
import { pageOfContacts } from "@/lib/contact-sets/page";
import { Prisma } from "@/lib/db/sql";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { positionOf } from "./page-position";
import { listLoggedMembersSchema } from "./schema";
import type { LoggedMembersPage } from "./types";

const text = z.string().nullable();
const memberSchema = z.object({
  contactNo: z.string(),
  type: z.enum(["company", "person"]),
  name: z.string(),
  companyName: text,
  city: text,
  countryRegionCode: text,
  email: text,
});
const setSchema = z.array(z.object({ setId: z.bigint().nullable(), size: z.int() }));

/** The frozen members of a logged segment, by company, as they are today; null when there is no such logged segment. */
export const listLoggedMembers = query({
  name: "loggedSegment.listMembers",
  needs: "read",
  input: listLoggedMembersSchema,
  run: (context, request): Promise<LoggedMembersPage | null> =>
    onSnapshot(context.db, async (tx) => {
      const found = await tx.$queryRaw(Prisma.sql`
        select logged.set_id as "setId", coalesce(members.size, 0) as size
        from logged_segment logged left join contact_set members on members.set_id = logged.set_id where logged.entry_no = ${request.entryNo}`);
      const [logged] = setSchema.parse(found);
      if (!logged) return null;
      if (logged.setId === null) return { rows: [], total: 0, standing: 0, offset: 0, next: null, previous: null };
      const page = await pageOfContacts(tx, {
        setId: logged.setId,
        order: "company",
        direction: "asc",
        position: positionOf(request),
        limit: request.limit,
      });
      const { standing } = await sizesOf(tx, { standing: keepCommon(stored(logged.setId), everybody()) });
      const rows = z.array(memberSchema).parse(
        await tx.$queryRaw(Prisma.sql`
          select contact_no as "contactNo", type::text as type, name, case when type = 'person' then company_name end as "companyName", city,
            country_region_code as "countryRegionCode", email
          from contact where id = any(${page.contactIds}::int[]) order by array_position(${page.contactIds}::int[], id)`),
      );
      return {
        rows,
        total: logged.size,
        standing,
        offset: !page.hasPrevious ? 0 : !page.hasNext ? standing - rows.length : null,
        next: page.hasNext ? (rows.at(-1)?.contactNo ?? null) : null,
        previous: page.hasPrevious ? (rows[0]?.contactNo ?? null) : null,
      };
    }),
});
