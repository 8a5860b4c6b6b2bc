import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { callOfLine } from "@/lib/segmentation/line-calls";
import { contactsConcerned, linesOf, problemCondition, type SegmentMembers } from "./problem-lines";
import type { LineProblem } from "./schema";
import type { FoundProblem } from "./types";

const text = z.string().nullable();
const sampleSchema = z.array(z.object({ contactNo: z.string(), name: z.string(), companyName: text, email: text }));
const detailSchema = z.array(z.object({ detail: z.string() }));

/** Up to three of the lines that have a problem, by company, with what names its cause: salespeople, calls, suppression segments or shared addresses. */
export async function describeProblem(
  tx: Transaction,
  segment: SegmentMembers,
  today: string,
  problem: LineProblem,
  count: number,
): Promise<FoundProblem> {
  const concerned = Prisma.sql`from (${linesOf(segment, contactsConcerned(problem, today))}) line where ${problemCondition(problem, segment, today)}`;
  const sample = await tx.$queryRaw(Prisma.sql`
    select contact_no as "contactNo", name, case when type = 'person' then company_name end as "companyName", email ${concerned}
    order by sort_company nulls first, company_no nulls first, type, name, contact_id limit 3`);
  const cause = causeOf(problem, segment);
  const detail = cause
    ? await tx.$queryRaw(Prisma.sql`select ${cause} as detail ${concerned} group by 1 order by count(*) desc, 1 limit 3`)
    : [];
  return { problem, count, sample: sampleSchema.parse(sample), detail: detailSchema.parse(detail).map((row) => row.detail) };
}

function causeOf(problem: LineProblem, segment: SegmentMembers): Sql | null {
  if (problem === "blocked_salesperson") return Prisma.sql`salesperson_name`;
  if (problem === "suppressed") return Prisma.sql`suppressed_by`;
  if (problem === "called_already") return Prisma.sql`(${callOfLine(segment.basis)} ->> 'entryNo')`;
  return problem === "shared_email" ? Prisma.sql`lower(email)` : null;
}
