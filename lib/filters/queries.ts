import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { codesOf, type NamedCode } from "./codes";
import { type Lookup, lookupKinds } from "./field-kinds";
import { knownByCode, lookupTable } from "./lookup-tables";
import { type Filter, filterSchema } from "./schema";
import { type CodeNames, nameKey } from "./words";

export type LookupValue = { code: string; description: string };

/**
 * The values a picker offers, at most 50: those whose code begins with the search, then those that hold it in code or description. Of options of
 * choices only those of the property named `of`, where one is named.
 */
export const listLookupValues = query({
  name: "filter.listLookupValues",
  needs: "read",
  input: z.object({ lookup: z.enum(lookupKinds), of: z.string().max(40).optional(), search: z.string().max(100).default("") }),
  run: async ({ db }, { lookup, of, search }): Promise<LookupValue[]> => {
    const wanted = search
      .replaceAll("\0", "")
      .trim()
      .replace(/[\\%_]/g, "\\$&");
    const [begins, holds] = [`${wanted}%`, `%${wanted}%`];
    return db.prisma.$queryRaw<LookupValue[]>(Prisma.sql`
      select l.code, l.description from (${lookupTable(of === undefined ? { kind: lookup } : { kind: lookup, of })}) l
      cross join lateral (select lower(l.code collate pg_c_utf8) as code, lower(l.description collate pg_c_utf8) as description) f
      where f.code like lower(${holds}::text collate pg_c_utf8) or f.description like lower(${holds}::text collate pg_c_utf8)
      order by f.code like lower(${begins}::text collate pg_c_utf8) desc, l.code collate winnow_name
      limit 50`);
  },
});

/** What the codes of filters are called, as pairs for `new Map`: for pages that describe filters in the browser. */
export const describeCodes = query({
  name: "filter.describeCodes",
  needs: "read",
  input: z.object({ filters: z.array(filterSchema).max(500) }),
  run: async ({ db }, { filters }): Promise<[string, string][]> => [...(await namesOfCodes(db.prisma, { kind: "all", of: filters }))],
});

/** What the codes a filter names are called, for `inWords`. Countries, languages and items keep their codes. */
export async function namesOfCodes(tx: Reader, filter: Filter): Promise<CodeNames> {
  return namesOf(tx, codesOf(filter));
}

/** Descriptions of codes, by `nameKey`; codes nobody knows are left out. */
export async function namesOf(tx: Reader, codes: Pick<NamedCode, "kind" | "code">[]): Promise<CodeNames> {
  const found = await find(
    tx,
    codes.filter(({ kind }) => !knownByCode.has(kind)),
  );
  return new Map(
    found.flatMap(({ table, code, description }): [string, string][] => (description ? [[nameKey(table, code), description]] : [])),
  );
}

/** The codes a filter names that do not exist (any more), each once. The filter still means something: they match nobody. */
export async function unknownCodes(tx: Reader, filter: Filter): Promise<NamedCode[]> {
  const codes = [...new Map(codesOf(filter).map((named) => [`${named.field}:${nameKey(tableOf(named), named.code)}`, named])).values()];
  const found = new Set((await find(tx, codes)).map(({ table, code }) => nameKey(table, code)));
  return codes.filter((named) => !found.has(nameKey(tableOf(named), named.code)));
}

/** A transaction, or the client itself. */
type Reader = Pick<Transaction, "$queryRaw">;
type FoundCode = { table: string; code: string; description: string };

/** Tells one table of codes from the others. */
const tableOf = ({ kind, of }: Lookup) => (of === undefined ? kind : `${kind} ${of}`);

/** One statement for all tables. */
async function find(tx: Reader, codes: (Lookup & Pick<NamedCode, "code">)[]): Promise<FoundCode[]> {
  const byTable = Map.groupBy(codes, tableOf);
  if (byTable.size === 0) return [];
  const parts = [...byTable].flatMap(([table, named]) => {
    const [lookup] = named;
    if (!lookup) return [];
    const wanted = [...new Set(named.map(({ code }) => code.replaceAll("\0", "").toUpperCase()))];
    return Prisma.sql`select ${table}::text as "table", l.code, l.description from (${lookupTable(lookup)}) l where upper(l.code collate pg_c_utf8) = any(${wanted}::text[])`;
  });
  return tx.$queryRaw<FoundCode[]>(Prisma.join(parts, " union all "));
}
