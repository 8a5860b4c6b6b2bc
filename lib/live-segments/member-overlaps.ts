import { query } from "@/lib/access/operation";
import { sizesOf } from "@/lib/contact-sets/measure";
import { foldOthers, type Overlap, overlapsOf } from "@/lib/segmentation/overlap";
import { onMembers, setOfMembers } from "./on-members";
import { memberOverlapsSchema } from "./schema";

/** Whom a live segment shares with the ten that changed last, as `overlaps` does for worksheets. Null when there is no such segment, or it was never live. */
export const memberOverlaps = query({
  name: "liveSegment.overlaps",
  needs: "read",
  input: memberOverlapsSchema,
  run: async (context, compared): Promise<Overlap[] | null> => {
    await foldOthers(context, compared);
    return onMembers(context, compared.segmentNo, async (tx, members) => {
      const set = setOfMembers(members);
      return overlapsOf(tx, compared, { size: (await sizesOf(tx, { all: set })).all, layers: [set] });
    });
  },
});
