import type { Database } from "@/lib/db/client";
import { countryNames } from "@/lib/setup/countries";
import { folded, type KnownCodes } from "./cell";
import type { CodeList, KnownNames, PurposeName } from "./fields";

type Row = { code: string; words: string };

const tables: Record<CodeList, string> = {
  country: "select code, name as words from country_region",
  language: "select code, name as words from language",
  salutation: "select code, description as words from salutation",
  territory: "select code, name as words from territory",
  salesperson: "select code, name as words from salesperson where not blocked and not privacy_blocked",
  organizationalLevel: "select code, description as words from organizational_level",
};

/** The codes as the database has them now: a file may hold the code, or the words beside it where they name one code only. */
export async function readKnownCodes(db: Database): Promise<KnownCodes> {
  const read = async (list: CodeList) => {
    const { rows } = await db.pool.query<Row>(tables[list]);
    return mapOf(rows, list === "country" ? countryNames : []);
  };
  const [country, language, salutation, territory, salesperson, organizationalLevel] = await Promise.all([
    read("country"),
    read("language"),
    read("salutation"),
    read("territory"),
    read("salesperson"),
    read("organizationalLevel"),
  ]);
  return { country, language, salutation, territory, salesperson, organizationalLevel };
}

/** The purposes that columns can be about. */
export async function readPurposeNames(db: Database): Promise<PurposeName[]> {
  const { rows } = await db.pool.query<PurposeName>("select code, name from purpose order by name, code");
  return rows;
}

/** Everything that columns can be about beside the fields of every import. */
export async function readKnownNames(db: Database): Promise<KnownNames> {
  const [purposes, properties] = await Promise.all([
    readPurposeNames(db),
    db.prisma.behaviourProperty.findMany({
      select: { name: true, kind: true, options: true },
      orderBy: [{ label: "asc" }, { name: "asc" }],
    }),
  ]);
  return { purposes, properties };
}

function mapOf(rows: readonly Row[], names: readonly { name: string; code: string }[]): Map<string, string> {
  const codes = new Set(rows.map(({ code }) => code));
  const known = new Map(names.filter(({ code }) => codes.has(code)).map(({ name, code }) => [folded(name), code]));
  const words = Map.groupBy(rows, (row) => folded(row.words));
  for (const [text, alike] of words) if (alike.length === 1 && alike[0]) known.set(text, alike[0].code);
  for (const { code } of rows) known.set(folded(code), code);
  return known;
}
