import { createHash } from "node:crypto";
import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { ofContactIds } from "@/lib/contact-sets/expressions";
import { storeSet } from "@/lib/contact-sets/store";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { segmentsIn } from "@/lib/filters/reads";
import { type Filter, filterSchema } from "@/lib/filters/schema";

const versionSchema = z.object({
  versionNo: z.int(),
  filter: filterSchema,
  timeZone: z.string(),
  includeSet: z.bigint().nullable(),
  excludeSet: z.bigint().nullable(),
  published: z.boolean(),
});
/** A definition as it is stored. */
export type StoredVersion = z.infer<typeof versionSchema>;
export type Definition = Pick<StoredVersion, "filter" | "timeZone" | "includeSet" | "excludeSet">;

/** Reads one version of a segment. */
export async function readVersion(tx: Transaction, segmentId: number, versionNo: number): Promise<StoredVersion> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select version_no as "versionNo", filter, time_zone as "timeZone", include_set as "includeSet", exclude_set as "excludeSet", published_at is not null as published
    from live_version where segment_id = ${segmentId} and version_no = ${versionNo}`);
  const [version] = z.array(versionSchema).parse(rows);
  if (!version) throw new Error(`a live segment points at its version ${versionNo}, which is not there`);
  return version;
}

/** The definition that is being worked on, else the published one: what its editor looks at. */
export function versionInHand({ publishedNo, workingNo }: { publishedNo: number | null; workingNo: number | null }): number {
  const versionNo = workingNo ?? publishedNo;
  if (versionNo === null) throw new Error("a live segment has no definition at all");
  return versionNo;
}

/** Writes a definition as the segment's next version, with the segments it speaks of. */
export async function addVersion(
  tx: Transaction,
  { user, now }: Pick<OperationContext, "user" | "now">,
  segmentId: number,
  { filter, timeZone, includeSet, excludeSet }: Definition,
): Promise<number> {
  const rows = await tx.$queryRaw(Prisma.sql`
    insert into live_version (segment_id, version_no, filter, filter_hash, time_zone, include_set, exclude_set, saved_by, saved_by_name, saved_at)
    select ${segmentId}::int, coalesce(max(version_no), 0) + 1, ${JSON.stringify(filter)}::jsonb, ${hashOf(filter)}, ${timeZone}, ${includeSet}::bigint, ${excludeSet}::bigint,
      ${user.id}, ${user.name}, ${now}::timestamptz
    from live_version where segment_id = ${segmentId}
    returning version_no as no`);
  const [{ no }] = z.tuple([z.object({ no: z.int() })]).parse(rows);
  await writeReferences(tx, segmentId, no, filter);
  return no;
}

/** Puts another definition in the place of one that was never published. */
export async function replaceVersion(
  tx: Transaction,
  { user, now }: Pick<OperationContext, "user" | "now">,
  segmentId: number,
  versionNo: number,
  { filter, timeZone, includeSet, excludeSet }: Definition,
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    update live_version set filter = ${JSON.stringify(filter)}::jsonb, filter_hash = ${hashOf(filter)}, time_zone = ${timeZone}, include_set = ${includeSet}::bigint,
      exclude_set = ${excludeSet}::bigint, saved_by = ${user.id}, saved_by_name = ${user.name}, saved_at = ${now}
    where segment_id = ${segmentId} and version_no = ${versionNo}`);
  await tx.$executeRaw(Prisma.sql`delete from live_reference where segment_id = ${segmentId} and version_no = ${versionNo}`);
  await writeReferences(tx, segmentId, versionNo, filter);
}

async function writeReferences(tx: Transaction, segmentId: number, versionNo: number, filter: Filter): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into live_reference (segment_id, version_no, refers_to) select ${segmentId}::int, ${versionNo}::int, unnest(${segmentsIn(filter)}::text[])`);
}

function hashOf(filter: Filter): string {
  return createHash("sha256").update(JSON.stringify(filter)).digest("hex");
}

/** The contacts of these numbers as a set, null for none, with the numbers nobody has. */
export async function setByHand(tx: Transaction, contactNos: readonly string[]): Promise<{ setId: bigint | null; unknown: string[] }> {
  const asked = [...new Set(contactNos)];
  if (asked.length === 0) return { setId: null, unknown: [] };
  const { setId, size } = await storeSet(
    tx,
    ofContactIds(Prisma.sql`select contact.id from contact where contact.contact_no = any(${asked}::text[])`),
  );
  const known = await tx.$queryRaw(Prisma.sql`select contact_no as no from contact where contact_no = any(${asked}::text[])`);
  const found = new Set(
    z
      .array(z.object({ no: z.string() }))
      .parse(known)
      .map(({ no }) => no),
  );
  return { setId: size === 0 ? null : setId, unknown: asked.filter((no) => !found.has(no)) };
}
