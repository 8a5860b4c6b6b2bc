import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { filterSchema } from "@/lib/filters/schema";
import { brokenPartsOf } from "@/lib/maintained-sets/broken-parts";
import { dependantsOf } from "@/lib/maintained-sets/dependants";
import { foldMembers } from "@/lib/maintained-sets/fold";
import { noteUse } from "@/lib/maintained-sets/note-use";
import { filtersInWords } from "@/lib/segmentation/filter-words";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { endsSoon } from "./expiry";
import { findLiveSegmentSchema, liveSegmentKinds, liveSegmentStates } from "./schema";
import type { LiveDefinition, LiveSegment } from "./types";

/**
 * A live segment with its definitions in words, how many members it has now, and who depends on it; null when there is none. That somebody looks at it
 * counts as use, until it says that it expires soon: then only what asks for its members does, or keeping it.
 */
export const findLiveSegment = query({
  name: "liveSegment.find",
  needs: "read",
  input: findLiveSegmentSchema,
  run: async ({ db, now }, { segmentNo }): Promise<LiveSegment | null> => {
    await foldMembers(db, now, [segmentNo]);
    const found = await onSnapshot(db, async (tx) => {
      const rows = await tx.$queryRaw(Prisma.sql`
        select l.id, l.segment_no as "segmentNo", l.kind::text as kind, l.state::text as state, l.name, l.description, l.published_no as "publishedNo", l.working_no as "workingNo",
          members.size, case when l.state in ('stopped', 'expired') then l.stopped_at when l.state = 'error' then l.folded_for when members.size is not null then ${now}::timestamptz end as "sizeAt",
          l.error, l.live_since as "liveSince", l.stopped_at as "stoppedAt", l.row_version as "rowVersion", l.archived_at as "archivedAt", owner.name as "ownerName",
          l.created_at as "createdAt", l.changed_at as "changedAt", changer.name as "changedByName", ${endsSoon(now)} as "expiresAt"
        from live_segment l left join contact_set members using (set_id)
        left join app_user owner on owner.id = l.created_by left join app_user changer on changer.id = l.changed_by
        where l.segment_no = ${segmentNo}`);
      const [row] = z.array(segmentSchema).parse(rows);
      if (!row) return null;
      const { id, publishedNo, workingNo, ...segment } = row;
      const published = publishedNo === null ? null : await readDefinition(tx, id, publishedNo);
      const working = workingNo === null ? null : await readDefinition(tx, id, workingNo);
      const dependants = await dependantsOf(tx, segmentNo);
      return {
        ...segment,
        expiresAt: dependants.some(({ live }) => live) ? null : segment.expiresAt,
        published:
          published?.publishedAt && published.publishedByName
            ? { ...published, publishedAt: published.publishedAt, publishedByName: published.publishedByName }
            : null,
        working: working && withoutPublication(working),
        dependants,
        degradedBy: await brokenPartsOf(tx, id),
      };
    });
    if (found?.expiresAt === null) await noteUse(db, now, [segmentNo]);
    return found;
  },
});

const segmentSchema = z.object({
  id: z.int(),
  segmentNo: z.string(),
  kind: z.enum(liveSegmentKinds),
  state: z.enum(liveSegmentStates),
  name: z.string(),
  description: z.string().nullable(),
  publishedNo: z.int().nullable(),
  workingNo: z.int().nullable(),
  size: z.int().nullable(),
  sizeAt: z.coerce.date().nullable(),
  error: z.string().nullable(),
  liveSince: z.coerce.date().nullable(),
  stoppedAt: z.coerce.date().nullable(),
  rowVersion: z.int(),
  archivedAt: z.coerce.date().nullable(),
  ownerName: z.string().nullable(),
  createdAt: z.coerce.date(),
  changedAt: z.coerce.date(),
  changedByName: z.string().nullable(),
  expiresAt: z.coerce.date().nullable(),
});

const byHandSchema = z.object({
  total: z.int(),
  contacts: z.array(z.object({ contactNo: z.string(), name: z.string(), companyName: z.string().nullable() })),
});
const definitionSchema = z.object({
  versionNo: z.int(),
  filter: filterSchema,
  timeZone: z.string(),
  includes: byHandSchema,
  excludes: byHandSchema,
  savedAt: z.coerce.date(),
  savedByName: z.string(),
  publishedAt: z.coerce.date().nullable(),
  publishedByName: z.string().nullable(),
});
type Read = LiveDefinition & { publishedAt: Date | null; publishedByName: string | null };

async function readDefinition(tx: Transaction, segmentId: number, versionNo: number): Promise<Read> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select version_no as "versionNo", filter, time_zone as "timeZone", ${byHand(Prisma.sql`v.include_set`)} as includes, ${byHand(Prisma.sql`v.exclude_set`)} as excludes,
      saved_at as "savedAt", saved_by_name as "savedByName", published_at as "publishedAt", published_by_name as "publishedByName"
    from live_version v where segment_id = ${segmentId} and version_no = ${versionNo}`);
  const [definition] = z.tuple([definitionSchema]).parse(rows);
  const [words = []] = await filtersInWords(tx, [definition.filter]);
  return { ...definition, words };
}

/** The first hundred by number, and how many there are. */
function byHand(setId: Sql): Sql {
  return Prisma.sql`jsonb_build_object('total', coalesce((select size from contact_set where set_id = ${setId}), 0), 'contacts', coalesce((
    select jsonb_agg(jsonb_build_object('contactNo', contact_no, 'name', name, 'companyName', company_name) order by contact_no)
    from (select contact_no, name, company_name from contact where id = any(array(
      select unnest(d.members) from contact_set_chunk k join chunk_data d using (data_id) where k.set_id = ${setId})) order by contact_no limit 100) first), '[]'))`;
}

function withoutPublication({ publishedAt: _at, publishedByName: _by, ...definition }: Read): LiveDefinition {
  return definition;
}
