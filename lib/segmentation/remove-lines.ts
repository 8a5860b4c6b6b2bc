import { operation } from "@/lib/access/operation";
import { matching, nobody, ofContactIds, subtract } from "@/lib/contact-sets/expressions";
import { Prisma } from "@/lib/db/sql";
import { err, ok } from "@/lib/result";
import { readLineHeader } from "./line-header";
import { linePredicate } from "./line-predicate";
import { changeDraft } from "./lock-segment";
import { membersOf } from "./members";
import { pushEdit } from "./push-edit";
import { removeLinesSchema, removeMatchingLinesSchema } from "./schema";
import type { RemoveLinesReport } from "./types";

/** Removes the lines of the named contacts by hand. Those who are not on the segment are counted, not refused. */
export const removeLines = operation({
  name: "segment.removeLines",
  needs: "segments.edit",
  input: removeLinesSchema,
  run: (context, { segmentNo, contactNos }) =>
    changeDraft<RemoveLinesReport>(context, segmentNo, async (tx, segment) => {
      const asked = [...new Set(contactNos)];
      const named = ofContactIds(Prisma.sql`select id from contact where contact_no = any(${asked}::text[])`);
      const audit = { contactNos: asked.slice(0, 100) };
      const { taken, changed } = await pushEdit(tx, context, segment, subtract(membersOf(segment.setId), named), { audit });
      return ok({ taken, removed: changed, notThere: asked.length - changed });
    }),
});

/** Removes every line that the page's search and choices show. Refused with `count_moved` when they are not `expected` many. */
export const removeMatchingLines = operation({
  name: "segment.removeMatchingLines",
  needs: "segments.edit",
  input: removeMatchingLinesSchema,
  run: (context, { segmentNo, lines, expected }) =>
    changeDraft<RemoveLinesReport>(context, segmentNo, async (tx, segment) => {
      const predicate = linePredicate(await readLineHeader(tx, segment.id), lines);
      const rest = predicate ? subtract(membersOf(segment.setId), matching(predicate)) : nobody();
      const { taken, changed } = await pushEdit(tx, context, segment, rest, { audit: { lines } });
      if (changed !== expected) return err({ code: "count_moved", segmentNo: segment.segmentNo, now: changed });
      return ok({ taken, removed: changed, notThere: 0 });
    }),
});
