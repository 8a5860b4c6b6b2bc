import { z } from "zod";
import { query } from "@/lib/access/operation";
import { nobody, type SetExpression, subtract, unite } from "@/lib/contact-sets/expressions";
import { sizesOf } from "@/lib/contact-sets/measure";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { listStepChangesSchema } from "./criteria-schema";
import { findStep } from "./find-step";
import { setsOf } from "./layers";
import { onSnapshot } from "./snapshot";
import type { ContactSample, StepChangesPage } from "./stack-types";

/** Who came or left at a step or has more or fewer lines since, each once, by company; null when there is no such segment or step. */
export const listStepChanges = query({
  name: "segment.listStepChanges",
  needs: "read",
  input: listStepChangesSchema,
  run: (context, { segmentNo, step, change, after, limit }): Promise<StepChangesPage | null> =>
    onSnapshot(context.db, async (tx) => {
      const at = await findStep(tx, segmentNo, step);
      if (!at) return null;
      const [here, before] = [setsOf(at.layers), setsOf(at.baseLayers)];
      const [more, fewer] = change === "came" ? [here, before] : [before, here];
      const [first = nobody(), ...others] = more.map((layer, of) => subtract(layer, fewer[of] ?? nobody()));
      const changed = others.reduce(unite, first);
      const { total } = await sizesOf(tx, { total: changed });
      const contacts = await listContactsIn(tx, changed, total, after, limit + 1);
      const next = contacts.length > limit ? (contacts[limit - 1]?.contactNo ?? null) : null;
      return { contacts: contacts.slice(0, limit), total, next };
    }),
});

/** Up to so many are sorted by company; a larger change is listed in the order of creation, which needs no sort. */
const sortable = 20_000;
const rowsSchema = z.array(z.object({ contactNo: z.string(), name: z.string(), companyName: z.string().nullable() }));

/** Some of a set's contacts, `total` in all, those after the contact of that number: by company while they are few enough to be sorted. */
export async function listContactsIn(
  tx: Transaction,
  changed: SetExpression,
  total: number,
  after: string | null,
  limit: number,
): Promise<ContactSample[]> {
  const ids = Prisma.sql`
    select unnest(coalesce(change.members, chunk_data.members)) as id
    from (${changed.rows}) change left join chunk_data on chunk_data.data_id = change.data_id and change.members is null`;
  const some =
    total <= sortable
      ? ids
      : Prisma.sql`
    select id from (${ids}) all_ids where id > coalesce((select id from contact where contact_no = ${after}), 0) order by id limit ${limit}`;
  const order = total <= sortable ? Prisma.sql`company_name nulls first, company_no nulls first, type, name, id` : Prisma.sql`id`;
  const rows = await tx.$queryRaw(Prisma.sql`
    with listed as (
      select contact_no, name, company_name, row_number() over (order by ${order}) as place from contact where id = any(array(${some}))
    )
    select contact_no as "contactNo", name, company_name as "companyName" from listed
    where place > coalesce((select place from listed where contact_no = ${after}), 0) order by place limit ${limit}`);
  return rowsSchema.parse(rows);
}
