import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { codesOf, type NamedCode } from "./codes";
import { type LookupKind, lookupKinds } from "./field-kinds";
import { knownByCode, lookupTables } from "./lookup-tables";
import { type Filter, filterSchema } from "./schema";
import { type CodeNames, nameKey } from "./words";

export type LookupValue = { code: string; description: string };

/** The values a picker offers, at most 50: those whose code begins with the search, then those that hold it in code or description. */
export const listLookupValues = query({
  name: "filter.listLookupValues",
  needs: "read",
  input: z.object({ lookup: z.enum(lookupKinds), search: z.string().max(100).default("") }),
  run: async ({ db }, { lookup, search }): Promise<LookupValue[]> => {
    const wanted = search
      .replaceAll("\0", "")
      .trim()
      .replace(/[\\%_]/g, "\\$&");
    const [begins, holds] = [`${wanted}%`, `%${wanted}%`];
    return db.prisma.$queryRaw<LookupValue[]>(Prisma.sql`
      select l.code, l.description from (${lookupTables[lookup]}) l
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
    found.flatMap(({ kind, code, description }): [string, string][] => (description ? [[nameKey(kind, code), description]] : [])),
  );
}

/** The codes a filter names that do not exist (any more), each once. The filter still means something: they match nobody. */
export async function unknownCodes(tx: Reader, filter: Filter): Promise<NamedCode[]> {
  const codes = [...new Map(codesOf(filter).map((named) => [`${named.field}:${nameKey(named.kind, named.code)}`, named])).values()];
  const found = new Set((await find(tx, codes)).map(({ kind, code }) => nameKey(kind, code)));
  return codes.filter(({ kind, code }) => !found.has(nameKey(kind, code)));
}

/** A transaction, or the client itself. */
type Reader = Pick<Transaction, "$queryRaw">;
type FoundCode = { kind: LookupKind; code: string; description: string };

/** One statement for all kinds. */
async function find(tx: Reader, codes: Pick<NamedCode, "kind" | "code">[]): Promise<FoundCode[]> {
  const byKind = Map.groupBy(codes, ({ kind }) => kind);
  if (byKind.size === 0) return [];
  const parts = [...byKind].map(([kind, named]) => {
    const wanted = [...new Set(named.map(({ code }) => code.replaceAll("\0", "").toUpperCase()))];
    return Prisma.sql`select ${kind}::text as kind, l.code, l.description from (${lookupTables[kind]}) l where upper(l.code collate pg_c_utf8) = any(${wanted}::text[])`;
  });
  return tx.$queryRaw<FoundCode[]>(Prisma.join(parts, " union all "));
}
