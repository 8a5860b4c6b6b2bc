import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { filterSchema } from "@/lib/filters/schema";
import { filtersInWords } from "@/lib/segmentation/filter-words";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { listVersionsSchema } from "./schema";
import type { LiveVersion } from "./types";
import { conditionsAdded } from "./words-of-filter";

const versionsSchema = z.array(
  z.object({
    versionNo: z.int(),
    filter: filterSchema,
    timeZone: z.string(),
    includes: z.int(),
    excludes: z.int(),
    savedAt: z.coerce.date(),
    savedByName: z.string(),
    publishedAt: z.coerce.date().nullable(),
    publishedByName: z.string().nullable(),
    size: z.int().nullable(),
    joined: z.int().nullable(),
    left: z.int().nullable(),
  }),
);

/** All definitions a segment had, the newest first, each with what became different against the one before. */
export const listVersions = query({
  name: "liveSegment.listVersions",
  needs: "read",
  input: listVersionsSchema,
  run: ({ db }, { segmentNo }): Promise<LiveVersion[]> =>
    onSnapshot(db, async (tx) => {
      const rows = await tx.$queryRaw(Prisma.sql`
        select v.version_no as "versionNo", v.filter, v.time_zone as "timeZone", coalesce(included.size, 0) as includes, coalesce(excluded.size, 0) as excludes,
          v.saved_at as "savedAt", v.saved_by_name as "savedByName", v.published_at as "publishedAt", v.published_by_name as "publishedByName", v.size, v.joined, v."left"
        from live_version v join live_segment l on l.id = v.segment_id
        left join contact_set included on included.set_id = v.include_set left join contact_set excluded on excluded.set_id = v.exclude_set
        where l.segment_no = ${segmentNo} order by v.version_no desc`);
      const versions = versionsSchema.parse(rows);
      const described: LiveVersion[] = [];
      for (const [at, version] of versions.entries()) {
        const before = versions[at + 1]?.filter ?? { kind: "all", of: [] };
        const [words = []] = await filtersInWords(tx, [version.filter]);
        const added = await filtersInWords(tx, conditionsAdded(before, version.filter));
        const removed = await filtersInWords(tx, conditionsAdded(version.filter, before));
        described.push({ ...version, words, added, removed });
      }
      return described;
    }),
});
