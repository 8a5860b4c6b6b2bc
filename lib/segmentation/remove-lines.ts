import { operation } from "@/lib/access/operation";
import { everybody, matching, ofContactIds } from "@/lib/contact-sets/expressions";
import { Prisma } from "@/lib/db/sql";
import { err, ok } from "@/lib/result";
import { removeLinesSchema, removeMatchingLinesSchema } from "./line-changes-schema";
import { readLineHeader } from "./line-header";
import { linePredicate } from "./line-predicate";
import type { RemoveLinesReport } from "./line-types";
import { changeDraft } from "./lock-segment";
import { takeLinesOff } from "./take-lines-off";

/**
 * Removes all lines of the named contacts, and the named lines, by hand. Lines that are not on the segment are counted, not refused. When a
 * contact keeps other lines, those above the removed one move down with what was changed on them.
 */
export const removeLines = operation({
  name: "segment.removeLines",
  needs: "segments.edit",
  input: removeLinesSchema,
  run: (context, { segmentNo, contactNos, lines }) =>
    changeDraft<RemoveLinesReport>(context, segmentNo, async (tx, segment) => {
      const wholly = new Set(contactNos);
      const named = new Map(lines.map((line) => [`${line.layer} ${line.contactNo}`, line]));
      const singly = [...named.values()].filter(({ contactNo }) => !wholly.has(contactNo));
      const numbered = (numbers: string[]) => ofContactIds(Prisma.sql`select id from contact where contact_no = any(${numbers}::text[])`);
      const leaving = Array.from({ length: Math.max(1, segment.layers.length) }, (_, at) => {
        const ofLayer = singly.filter(({ layer }) => layer === at + 1).map(({ contactNo }) => contactNo);
        return numbered([...wholly, ...ofLayer]);
      });
      const audit = { contactNos: [...wholly].slice(0, 100), lines: singly.slice(0, 100) };
      const { taken, removed } = await takeLinesOff(tx, context, segment, leaving, audit);
      return ok({ taken, removed, notThere: Math.max(0, wholly.size + singly.length - removed) });
    }),
});

/** Removes every line that the page's search and choices show. Refused with `count_moved` when they are not `expected` many. */
export const removeMatchingLines = operation({
  name: "segment.removeMatchingLines",
  needs: "segments.edit",
  input: removeMatchingLinesSchema,
  run: (context, { segmentNo, lines, expected }) =>
    changeDraft<RemoveLinesReport>(context, segmentNo, async (tx, segment) => {
      const header = await readLineHeader(tx, context, segment.id, lines);
      const leaving = segment.layers.map((_, at) => {
        const predicate = linePredicate(header, lines, at + 1);
        return predicate ? matching(predicate) : everybody();
      });
      const { taken, removed } = await takeLinesOff(tx, context, segment, leaving, { lines });
      if (removed !== expected) return err({ code: "count_moved", segmentNo: segment.segmentNo, now: removed });
      return ok({ taken, removed, notThere: 0 });
    }),
});
