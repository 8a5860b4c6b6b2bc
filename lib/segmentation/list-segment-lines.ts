import type { z } from "zod";
import { query } from "@/lib/access/operation";
import { keepCommon, matching, stored, together } from "@/lib/contact-sets/expressions";
import { sizesOf } from "@/lib/contact-sets/measure";
import { type PagePosition, pageOfContacts } from "@/lib/contact-sets/page";
import type { Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { findStep, type SegmentAtStep } from "./find-step";
import { readLineHeader } from "./line-header";
import { anyLinePasses, linePredicate } from "./line-predicate";
import { readLines } from "./line-rows";
import type { SegmentLinesPage } from "./line-types";
import { listSegmentLinesSchema } from "./lines-schema";
import { onSnapshot } from "./snapshot";

type Request = z.output<typeof listSegmentLinesSchema>;

/** One page of a segment's lines at a step, on one snapshot; of a contact all lines stand together, so that a page may have a few more. Null when there is no such segment or step. */
export const listSegmentLines = query({
  name: "segment.listLines",
  needs: "read",
  input: listSegmentLinesSchema,
  run: (context, request): Promise<SegmentLinesPage | null> =>
    onSnapshot(context.db, async (tx) => {
      const at = await findStep(tx, request.segmentNo, request.step);
      if (!at) return null;
      const header = await readLineHeader(tx, context, at.segmentId, request.lines);
      const passes = (layer: number) => linePredicate(header, request.lines, layer);
      const predicate = anyLinePasses(at.layers, passes);
      const counts = { step: at.step, currentStep: at.currentStep, total: at.size, matching: await countMatching(tx, at, passes) };
      if (at.setId === null) return { ...counts, lines: [], offset: 0, next: null, previous: null };
      const { order, direction, limit } = request;
      const position = positionOf(request);
      const [everyone] = at.layers;
      const of = { setId: at.setId, ...(everyone && { size: everyone.size }), ...(predicate && { predicate }) };
      const page = await pageOfContacts(tx, { ...of, order, direction, position, limit });
      const lines = await readLines(tx, { basis: header, step: at.step, layers: at.layers }, page.contactIds, passes);
      const next = page.hasNext ? (lines.at(-1)?.contactNo ?? null) : null;
      const previous = page.hasPrevious ? (lines[0]?.contactNo ?? null) : null;
      const offset = !page.hasPrevious ? 0 : !page.hasNext ? counts.matching - lines.length : null;
      return { ...counts, lines, offset, next, previous };
    }),
});

function positionOf({ after, before, goTo, last }: Request): PagePosition {
  if (after !== null) return { at: "after", contactNo: after };
  if (before !== null) return { at: "before", contactNo: before };
  if (goTo !== null) return { at: "from", value: goTo };
  return { at: last ? "last" : "first" };
}

async function countMatching(tx: Transaction, { layers, size }: SegmentAtStep, passes: (layer: number) => Sql | null): Promise<number> {
  const passing = layers.flatMap(({ setId }, at) => {
    const predicate = passes(at + 1);
    return predicate ? [keepCommon(stored(setId), matching(predicate))] : [];
  });
  return passing.length === 0 ? size : (await sizesOf(tx, { passing: together(passing) })).passing;
}
