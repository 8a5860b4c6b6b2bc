import { query } from "@/lib/access/operation";
import { nobody, stored } from "@/lib/contact-sets/expressions";
import { findStep } from "@/lib/segmentation/find-step";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { groupNumbers, inGroup } from "./group-sets";
import { type GroupNumbers, previewMailingGroupSchema } from "./schema";

/** What giving a mailing group to the contacts of a segment would do; null when there is no such segment. */
export const previewMailingGroup = query({
  name: "mailingGroup.preview",
  needs: "segments.edit",
  input: previewMailingGroupSchema,
  run: ({ db }, { segmentNo, code, replace }): Promise<GroupNumbers | null> =>
    onSnapshot(db, async (tx) => {
      const at = await findStep(tx, segmentNo, null);
      if (!at) return null;
      const segment = at.setId === null ? nobody() : stored(at.setId);
      return groupNumbers(tx, code === null ? nobody() : inGroup(code), segment, replace);
    }),
});
