import type { z } from "zod";
import { query } from "@/lib/access/operation";
import { keepCommon, stored } from "@/lib/contact-sets/expressions";
import { sizesOf } from "@/lib/contact-sets/measure";
import { pageOfContacts } from "@/lib/contact-sets/page";
import { Prisma } from "@/lib/db/sql";
import { readLines } from "@/lib/segmentation/line-rows";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import type { SegmentLineRow } from "@/lib/segmentation/types";
import { membersOf } from "./check-segment";
import { findSegmentToLog } from "./find-segment-to-log";
import { positionOf } from "./page-position";
import { contactsWith, linesWith } from "./problem-lines";
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
      const segment = await findSegmentToLog(tx, request.segmentNo);
      if (!segment) return null;
      const { segmentNo, description } = segment;
      const members = membersOf(segment);
      if (!members) return { segmentNo, description, lines: [], total: 0, offset: 0, next: null, previous: null };
      const predicate = Prisma.sql`contact.id in (${linesWith([request.problem], members, context.today)})`;
      const { total } = await sizesOf(tx, {
        total: keepCommon(stored(members.setId), contactsWith([request.problem], members, context.today)),
      });
      const page = await pageOfContacts(tx, {
        setId: members.setId,
        predicate,
        order: "company",
        direction: "asc",
        position: positionOf(request),
        limit: request.limit,
      });
      const lines = await readLines(tx, members.basis, segment.currentStep, page.contactIds);
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

export type ListProblemLines = z.input<typeof listProblemLinesSchema>;
