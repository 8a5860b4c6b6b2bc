import { z } from "zod";
import { query } from "@/lib/access/operation";
import { pageOfContacts } from "@/lib/contact-sets/page";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { readLines } from "@/lib/segmentation/line-rows";
import type { SegmentLineRow } from "@/lib/segmentation/line-types";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { membersOf } from "./check-segment";
import { findSegmentToLog } from "./find-segment-to-log";
import { positionOf } from "./page-position";
import { linesWith } from "./problem-lines";
import { listProblemLinesSchema } from "./schema";

export type ProblemLinesPage = {
  segmentNo: string;
  description: string | null;
  lines: SegmentLineRow[];
  total: number;
  offset: number | null;
  next: string | null;
  previous: string | null;
};

/** The lines of the current step that have one problem, by company; null when there is no such segment. */
export const listProblemLines = query({
  name: "segment.listProblemLines",
  needs: "read",
  input: listProblemLinesSchema,
  run: (context, request): Promise<ProblemLinesPage | null> =>
    onSnapshot(context.db, async (tx) => {
      const segment = await findSegmentToLog(tx, request.segmentNo, context.now);
      if (!segment) return null;
      const { segmentNo, description } = segment;
      const members = membersOf(segment);
      if (!members) return { segmentNo, description, lines: [], total: 0, offset: 0, next: null, previous: null };
      const concerned = linesWith([request.problem], members, context.today);
      const total = await countOf(tx, concerned);
      const page = await pageOfContacts(tx, {
        setId: members.layers[0]?.setId ?? null,
        predicate: Prisma.sql`contact.id in (select contact_id from (${concerned}) concerned)`,
        order: "company",
        direction: "asc",
        position: positionOf(request),
        limit: request.limit,
      });
      const at = { basis: members.basis, step: segment.currentStep, layers: members.layers };
      const lines = await readLines(
        tx,
        at,
        page.contactIds,
        (layer) => Prisma.sql`contact.id in (select contact_id from (${concerned}) concerned where layer = ${layer})`,
      );
      return {
        segmentNo,
        description,
        lines,
        total,
        offset: !page.hasPrevious ? 0 : !page.hasNext ? total - lines.length : null,
        next: page.hasNext ? (lines.at(-1)?.contactNo ?? null) : null,
        previous: page.hasPrevious ? (lines[0]?.contactNo ?? null) : null,
      };
    }),
});

async function countOf(tx: Transaction, lines: Sql): Promise<number> {
  const rows = await tx.$queryRaw(Prisma.sql`select count(*)::int as total from (${lines}) line`);
  return z.tuple([z.object({ total: z.int() })]).parse(rows)[0].total;
}

export type ListProblemLines = z.input<typeof listProblemLinesSchema>;
