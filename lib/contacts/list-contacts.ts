import { z } from "zod";
import { query } from "@/lib/access/operation";
import { type PagePosition, pageOfContacts } from "@/lib/contact-sets/page";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { FilterError } from "@/lib/filters/errors";
import { compileFilter } from "@/lib/filters/to-sql";
import { askIn } from "@/lib/maintained-sets/definitions";
import { noteUseBy } from "@/lib/maintained-sets/note-use";
import { withMembers } from "@/lib/maintained-sets/with-members";
import { ok, type Result } from "@/lib/result";
import { contactPredicate } from "./filter";
import { contactTypes, listContactsByFilterSchema, listContactsSchema } from "./schema";
import { onSnapshot } from "./snapshot";

const rowSchema = z.object({
  contactNo: z.string(),
  type: z.enum(contactTypes),
  name: z.string(),
  companyNo: z.string().nullable(),
  companyName: z.string().nullable(),
  city: z.string().nullable(),
  postCode: z.string().nullable(),
  countryRegionCode: z.string().nullable(),
  email: z.string().nullable(),
  phoneNo: z.string().nullable(),
  salespersonCode: z.string().nullable(),
  salespersonName: z.string().nullable(),
  excluded: z.boolean(),
  blocked: z.boolean(),
});
export type ContactRow = z.output<typeof rowSchema>;

/**
 * `matching` counts those that pass search and choices, up to `countedUpTo`; null when nothing narrows the list. `next` and
 * `previous` are contact numbers to go on from; `offset` is known at both ends only.
 */
export type ContactsPage = {
  contacts: ContactRow[];
  matching: { count: number; orMore: boolean } | null;
  next: string | null;
  previous: string | null;
  offset: number | null;
};

/** How far narrowed lists are counted. */
const countedUpTo = 100_000;

/** One page of all contacts, or of those found, in any offered order; deep pages cost what the first one does. */
export const listContacts = query({
  name: "contact.list",
  needs: "read",
  input: listContactsSchema,
  run: (context, request): Promise<ContactsPage> => onSnapshot(context.db, (tx) => readPage(tx, request, null)),
});

/** The same for those whom a filter finds. Refused as `compileFilter` refuses it. */
export const listContactsByFilter = query({
  name: "contact.listByFilter",
  needs: "read",
  input: listContactsByFilterSchema,
  run: async (context, { filter, ...request }): Promise<Result<ContactsPage, FilterError>> => {
    await noteUseBy(context.db, context.now, filter);
    return onSnapshot(context.db, async (tx) => {
      const compiled = compileFilter(filter, await withMembers(askIn(tx), context, filter));
      return compiled.ok ? ok(await readPage(tx, request, compiled.value)) : compiled;
    });
  },
});

type Request = z.output<typeof listContactsSchema>;

async function readPage(tx: Transaction, request: Request, filter: Sql | null): Promise<ContactsPage> {
  const predicate = both(contactPredicate(request), filter);
  const { order, direction, limit } = request;
  const position = positionOf(request);
  const page = await pageOfContacts(tx, { setId: null, ...(predicate && { predicate }), order, direction, position, limit });
  const matching = predicate ? await countUpTo(tx, predicate) : null;
  const contacts = await readContactRows(tx, page.contactIds);
  const offset = !page.hasPrevious ? 0 : !page.hasNext && matching && !matching.orMore ? matching.count - contacts.length : null;
  return {
    contacts,
    matching,
    offset,
    next: page.hasNext ? (contacts.at(-1)?.contactNo ?? null) : null,
    previous: page.hasPrevious ? (contacts[0]?.contactNo ?? null) : null,
  };
}

function both(left: Sql | null, right: Sql | null): Sql | null {
  return left && right ? Prisma.sql`(${left} and ${right})` : (left ?? right);
}

/** Where a page asked for stands. */
export function positionOf({ after, before, goTo, last }: Pick<Request, "after" | "before" | "goTo" | "last">): PagePosition {
  if (after !== null) return { at: "after", contactNo: after };
  if (before !== null) return { at: "before", contactNo: before };
  if (goTo !== null) return { at: "from", value: goTo };
  return { at: last ? "last" : "first" };
}

async function countUpTo(tx: Transaction, predicate: Sql): Promise<{ count: number; orMore: boolean }> {
  const rows = await tx.$queryRaw(
    Prisma.sql`select count(*)::int as n from (select from contact where ${predicate} limit ${countedUpTo + 1}) found`,
  );
  const [{ n }] = z.tuple([z.object({ n: z.number() })]).parse(rows);
  return { count: Math.min(n, countedUpTo), orMore: n > countedUpTo };
}

/** What lists show of contacts, in the order of the ids. */
export async function readContactRows(tx: Transaction, contactIds: readonly number[]): Promise<ContactRow[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select c.contact_no as "contactNo", c.type::text, c.name, c.company_no as "companyNo", c.company_name as "companyName", c.city,
      c.post_code as "postCode", c.country_region_code as "countryRegionCode", c.email, coalesce(c.phone_no, c.mobile_phone_no) as "phoneNo",
      c.salesperson_code as "salespersonCode", s.name as "salespersonName", c.exclude_from_segment as excluded,
      (c.privacy_blocked or (c.minor and not c.parental_consent_received)) as blocked
    from unnest(${[...contactIds]}::int[]) with ordinality as listed (id, position)
    join contact c on c.id = listed.id left join salesperson s on s.code = c.salesperson_code
    order by listed.position`);
  return z.array(rowSchema).parse(rows);
}
