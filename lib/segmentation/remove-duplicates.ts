import { operation, query } from "@/lib/access/operation";
import { nobody, subtract, together } from "@/lib/contact-sets/expressions";
import { sizesOf } from "@/lib/contact-sets/measure";
import { setPlan } from "@/lib/contact-sets/set-plan";
import { err, ok } from "@/lib/result";
import { duplicateKinds } from "./criteria-schema";
import { layersAfterEdit } from "./edit-intent";
import { findStep } from "./find-step";
import { setsOf } from "./layers";
import { countDuplicatesSchema, removeDuplicatesSchema } from "./line-changes-schema";
import type { DuplicateCounts, RemoveLinesReport } from "./line-types";
import { changeDraft } from "./lock-segment";
import { pushEdit } from "./push-edit";
import { onSnapshot } from "./snapshot";

/** How many lines of the current step would go by each kind of `removeDuplicates`; null when there is no such segment. */
export const countDuplicates = query({
  name: "segment.countDuplicates",
  needs: "read",
  input: countDuplicatesSchema,
  run: (context, { segmentNo }): Promise<DuplicateCounts | null> =>
    onSnapshot(context.db, async (tx) => {
      const at = await findStep(tx, segmentNo, null);
      if (!at) return null;
      const plan = setPlan();
      const layers = setsOf(at.layers);
      const [contact, email] = duplicateKinds.map((dedupe) => {
        const after = layersAfterEdit(layers, { added: null, removed: null, options: { dedupe } });
        return together(layers.map((layer, of) => plan.once(subtract(layer, after[of] ?? nobody()))));
      });
      return sizesOf(tx, { contact: contact ?? nobody(), email: email ?? nobody() }, plan);
    }),
});

/**
 * Leaves one line for each contact, or for each e-mail address, that of the person before the company and of the lower contact number; an edit by
 * hand, which Go Back takes back. Refused with `count_moved` when not `expected` many lines would go.
 */
export const removeDuplicates = operation({
  name: "segment.removeDuplicates",
  needs: "segments.edit",
  input: removeDuplicatesSchema,
  run: (context, { segmentNo, same, expected }) =>
    changeDraft<RemoveLinesReport>(context, segmentNo, async (tx, segment) => {
      const { taken, changed } = await pushEdit(tx, context, segment, { added: null, removed: null, options: { dedupe: same } });
      if (changed !== expected) return err({ code: "count_moved", segmentNo: segment.segmentNo, now: changed });
      return ok({ taken, removed: changed, notThere: 0 });
    }),
});
