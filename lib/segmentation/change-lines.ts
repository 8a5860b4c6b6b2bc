import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { amongMembers } from "@/lib/contact-sets/membership";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { holdDocument } from "@/lib/documents/remove-unused";
import { err, ok, type Result } from "@/lib/result";
import type { SegmentationError } from "./errors";
import { checkHeaderCodes } from "./header-codes";
import { changeLinesSchema, type LineValueChanges } from "./line-changes-schema";
import { offeredLanguages } from "./line-documents";
import { readLineHeader } from "./line-header";
import { keepForUndo, keptLines, type LineUndo, setOnLines } from "./line-overrides";
import { linePredicate } from "./line-predicate";
import type { LinesChanged } from "./line-types";
import { linesOfLayers, readLineBasis } from "./lines";
import type { LineField } from "./lines-schema";
import { changeDraft, type LockedSegment } from "./lock-segment";

type Request = z.output<typeof changeLinesSchema>;

/**
 * Gives lines of the current step values of their own, or takes such values away: the named ones, or all that the page's search and choices
 * show. Those who are not on the segment are left out. Refused with `count_moved` when other than `expected` match, and when a value does not
 * fit one of the lines; then nothing is changed.
 */
export const changeLines = operation({
  name: "segment.changeLines",
  needs: "segments.edit",
  input: changeLinesSchema,
  run: (context, request) =>
    changeDraft<LinesChanged>(context, request.segmentNo, async (tx, segment) => {
      const { which, set, inherit } = request;
      const lines = await concernedLines(tx, context, segment, which);
      const expected = "matching" in which ? which.expected : null;
      return writeLineChanges(tx, context, segment, { lines, expected, set, inherit }, auditOf(which));
    }),
});

async function concernedLines(tx: Transaction, context: OperationContext, segment: LockedSegment, which: Request["which"]): Promise<Sql> {
  const header = "matching" in which ? await readLineHeader(tx, context, segment.id, which.matching) : null;
  const asked = (layer: number): Sql => {
    if (header && "matching" in which) return linePredicate(header, which.matching, layer) ?? Prisma.sql`true`;
    const contactNos = "lines" in which ? which.lines.flatMap((line) => (line.layer === layer ? [line.contactNo] : [])) : [];
    return Prisma.sql`contact.contact_no = any(${contactNos}::text[])`;
  };
  const ofLayer = (layer: number, among: Sql) =>
    Prisma.sql`select contact.id as contact_id, ${layer}::int as layer from contact where ${among}`;
  if (segment.layers.length === 0) return ofLayer(1, Prisma.sql`false`);
  return Prisma.join(
    segment.layers.map((set, at) => ofLayer(at + 1, Prisma.sql`${amongMembers(set)} and ${asked(at + 1)}`)),
    " union all ",
  );
}

const auditOf = (which: Request["which"]) => ("matching" in which ? { matching: which.matching } : { lines: which.lines.slice(0, 100) });

/** What a change of lines needs once the segment is locked. `lines` yields their `contact_id` and `layer`. */
export type LineChange = { lines: Sql; expected: number | null; set: LineValueChanges; inherit: readonly LineField[] };

/** Changes lines of a locked segment in the caller's transaction. The one path of all changes of lines. */
export async function writeLineChanges(
  tx: Transaction,
  context: OperationContext,
  segment: LockedSegment,
  { lines, expected, set, inherit }: LineChange,
  audit: Record<string, unknown>,
): Promise<Result<LinesChanged, SegmentationError>> {
  const known = await checkHeaderCodes(tx, set);
  if (!known.ok) return known;
  if (set.documentId && !(await holdDocument(tx, set.documentId))) return err({ code: "document_not_found" });
  const kept = await keepForUndo(tx, context, segment.id, lines);
  if (expected !== null && kept.lines !== expected) return err({ code: "count_moved", segmentNo: segment.segmentNo, now: kept.lines });
  await setOnLines(tx, context, segment.id, kept, set, inherit);
  const misfit = await findMisfit(tx, context.now, segment, kept, set);
  if (misfit) return err(misfit);
  const { user, now } = context;
  await tx.$executeRaw(Prisma.sql`
    update segment set version = version + 1, changed_by = ${user.id}, changed_at = ${now} where id = ${segment.id}`);
  await record(tx, context, {
    operation: "segment.changeLines",
    subjectKind: "segment",
    subjectKey: segment.segmentNo,
    detail: { ...audit, set, inherit, changed: kept.lines },
  });
  return ok({ changed: kept.lines, undoId: kept.undoId });
}

/** The first of the changed lines that a value does not fit: a language its template lacks, a flag without a campaign, an address it has not. */
async function findMisfit(
  tx: Transaction,
  now: Date,
  segment: LockedSegment,
  kept: LineUndo,
  { languageCode, campaignTarget, campaignResponse, altAddressCode }: LineValueChanges,
): Promise<SegmentationError | null> {
  if (!languageCode && !campaignTarget && !campaignResponse && !altAddressCode) return null;
  const basis = await readLineBasis(tx, segment.id, now);
  const first = async (condition: Sql): Promise<z.infer<typeof misfitSchema> | null> => {
    const rows = await tx.$queryRaw(Prisma.sql`
      select line.contact_no as "contactNo", line.name, line.interaction_template_code as "templateCode"
      from (${linesOfLayers(basis, segment.layers)}) line
      where (line.contact_id, line.layer) in (${keptLines(kept)}) and ${condition} order by line.contact_no limit 1`);
    return z.array(misfitSchema).parse(rows)[0] ?? null;
  };
  if (languageCode) {
    const line = await first(Prisma.sql`not exists (
      select from ${offeredLanguages(basis)} spoken where spoken.interaction_template_code = line.interaction_template_code and spoken.language_code = ${languageCode})`);
    if (line?.templateCode === null) return { code: "template_needed", name: line.name };
    if (line) return { code: "language_missing", languageCode, templateCode: line.templateCode, name: line.name };
  }
  if (campaignTarget || campaignResponse) {
    if (await first(Prisma.sql`line.campaign_no is null`)) return { code: "campaign_needed" };
  }
  if (altAddressCode) {
    const line = await first(Prisma.sql`line.alt_address_code is distinct from ${altAddressCode}`);
    if (line) return { code: "address_missing", altAddressCode, name: line.name };
  }
  return null;
}

const misfitSchema = z.object({ contactNo: z.string(), name: z.string(), templateCode: z.string().nullable() });
