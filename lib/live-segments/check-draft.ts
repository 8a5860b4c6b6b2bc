import { z } from "zod";
import { query } from "@/lib/access/operation";
import { sizesOf } from "@/lib/contact-sets/measure";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { segmentsIn } from "@/lib/filters/reads";
import { askIn, readDefinitions } from "@/lib/maintained-sets/definitions";
import { membersOf } from "@/lib/maintained-sets/fold";
import { liveClock } from "@/lib/maintained-sets/members-now";
import { isLive } from "@/lib/maintained-sets/states";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { findingsOf } from "./findings";
import { readPlaces } from "./limits";
import { findCycle, lookUpsOf, readReferred } from "./references";
import { checkDraftSchema, liveSegmentKinds, liveSegmentStates } from "./schema";
import type { Finding } from "./types";
import { type Definition, readVersion, versionInHand } from "./versions";

const segmentSchema = z.object({
  id: z.int(),
  segmentNo: z.string(),
  kind: z.enum(liveSegmentKinds),
  name: z.string(),
  publishedNo: z.int().nullable(),
  workingNo: z.int().nullable(),
  state: z.enum(liveSegmentStates),
});
export type CheckedSegment = z.infer<typeof segmentSchema>;

/** All errors and warnings of the definition being worked on, else of the published one; null when there is no such segment. Changes nothing. */
export const checkDraft = query({
  name: "liveSegment.check",
  needs: "read",
  input: checkDraftSchema,
  run: ({ db, now }, { segmentNo }): Promise<Finding[] | null> =>
    onSnapshot(db, async (tx) => {
      const rows = await tx.$queryRaw(Prisma.sql`
        select id, segment_no as "segmentNo", kind::text as kind, name, published_no as "publishedNo", working_no as "workingNo", state::text as state from live_segment where segment_no = ${segmentNo}`);
      const [segment] = z.array(segmentSchema).parse(rows);
      if (!segment) return null;
      const definition = await readVersion(tx, segment.id, versionInHand(segment));
      const findings = await check(tx, now, segment, definition);
      if (findings.some(({ severity }) => severity === "error")) return findings;
      const definitions = await readDefinitions(askIn(tx), segmentsIn(definition.filter));
      const members = membersOf({ definitions, now }, definition);
      const empty = members.ok && (await sizesOf(tx, { all: members.value })).all === 0;
      return empty ? [...findings, nobodyFound] : findings;
    }),
});

export const nobodyFound: Finding = { severity: "warning", code: "EMPTY_RESULT", path: "", message: "Nobody is in it at present." };

/** The same without counting. */
export async function check(
  tx: Transaction,
  now: Date,
  segment: Omit<CheckedSegment, "publishedNo" | "workingNo">,
  definition: Definition,
): Promise<Finding[]> {
  const { filter, timeZone, includeSet } = definition;
  const refersTo = segmentsIn(filter);
  const definitions = await readDefinitions(askIn(tx), refersTo);
  const taken = await tx.$queryRaw<unknown[]>(Prisma.sql`
    select from live_segment where id <> ${segment.id} and archived_at is null and lower(name) = lower(${segment.name}::text collate winnow_name) limit 1`);
  return findingsOf({
    ...{ segmentNo: segment.segmentNo, kind: segment.kind, name: segment.name, filter },
    clock: liveClock(now, timeZone),
    referred: await readReferred(tx, refersTo),
    cycle: await findCycle(tx, segment.segmentNo, refersTo),
    lookUps: lookUpsOf(filter, definitions),
    nameTaken: taken.length > 0,
    includes: includeSet !== null,
    places: isLive(segment.state) ? null : await readPlaces(tx, segment.id),
  });
}
