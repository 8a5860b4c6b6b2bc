import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { FilterClock } from "./clock";
import { codesOf } from "./codes";
import type { FilterError } from "./errors";
import { inWords } from "./in-words";
import { namesOf } from "./queries";
import type { Filter } from "./schema";
import { compileForOne } from "./to-sql";
import { type Finding, findingSql, type Leaf } from "./why-sql";
import { type Asked, actualCodes, actualWords } from "./why-words";
import type { CodeNames, Words } from "./words";

/**
 * Why a contact matches a filter or not: the tree of the filter, at each node whether it held, at each condition what is asked and what the
 * contact has.
 */
export type Explanation = {
  kind: "all" | "any" | "not" | "condition";
  held: boolean;
  /** The filter from here down, in words. */
  words: Words;
  /** Of a condition: what there is, as a sentence. "Country/Region is GB, not US or CA." */
  actual: string | null;
  of: Explanation[];
};

/**
 * Explains a filter for one contact, with the compiler that applies it: every condition is asked of the database for that contact, all in
 * one statement. Null when there is no such contact.
 */
export async function explain(
  tx: Pick<Transaction, "$queryRaw">,
  filter: Filter,
  contactId: number,
  clock: FilterClock,
): Promise<Result<Explanation | null, FilterError>> {
  const leaves = leavesOf(filter);
  const findings: Sql[] = [];
  for (const leaf of leaves) {
    const predicate = compileForOne(leaf, contactId, clock);
    const finding = predicate.ok ? findingSql(leaf, predicate.value, contactId, clock) : predicate;
    if (!finding.ok) return err(finding.error);
    findings.push(finding.value);
  }
  const asked = await ask(tx, findings, contactId);
  if (!asked) return ok(null);
  const [contact, found] = asked;
  const names = await namesOf(
    tx,
    leaves.flatMap((leaf, index) => [...codesOf(leaf), ...actualCodes(leaf, found[index])]),
  );
  const finding = new Map(leaves.map((leaf, index) => [leaf, found[index]]));
  return ok(tree(filter, { finding, names, contact }));
}

function leavesOf(filter: Filter): Leaf[] {
  if (filter.kind === "all" || filter.kind === "any") return filter.of.flatMap(leavesOf);
  return filter.kind === "not" ? leavesOf(filter.of) : [filter];
}

async function ask(tx: Pick<Transaction, "$queryRaw">, findings: Sql[], contactId: number): Promise<[Asked, Finding[]] | null> {
  const [row] = await tx.$queryRaw<(Asked & { findings: Finding[] })[]>(Prisma.sql`
    select contact.name, contact.type::text as type, contact.company_name as "companyName", contact.company_id is not null as "hasCompany",
      to_json(array[${findings.length > 0 ? Prisma.join(findings) : Prisma.empty}]::json[]) as findings
    from contact where contact.id = ${contactId}::int`);
  return row ? [row, row.findings] : null;
}

type Known = { finding: Map<Leaf, Finding | undefined>; names: CodeNames; contact: Asked };

function tree(filter: Filter, known: Known): Explanation {
  const words = inWords(filter, known.names);
  switch (filter.kind) {
    case "all":
    case "any": {
      const of = filter.of.map((part) => tree(part, known));
      const held = filter.kind === "all" ? of.every((part) => part.held) : of.some((part) => part.held);
      return { kind: filter.kind, held, words, actual: null, of };
    }
    case "not": {
      const inner = tree(filter.of, known);
      return { kind: "not", held: !inner.held, words, actual: null, of: [inner] };
    }
    case "field":
    case "relation":
    case "member": {
      const finding = known.finding.get(filter);
      if (!finding) throw new Error("a condition was not asked of the database");
      return { kind: "condition", held: finding.held, words, actual: actualWords(filter, finding, known.contact, known.names), of: [] };
    }
    default:
      return filter satisfies never;
  }
}
