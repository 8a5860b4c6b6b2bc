import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { keepCommon, nobody, ofContactIds, type SetExpression, stored, subtract, unite } from "@/lib/contact-sets/expressions";
import { storeSets } from "@/lib/contact-sets/store";
import { Prisma } from "@/lib/db/sql";
import { ok } from "@/lib/result";
import { foundIds, reportRefused } from "@/lib/segmentation/asked-contacts";
import { readPastedContacts } from "@/lib/segmentation/pasted-contacts";
import { changeLive } from "./change-live";
import { writeWorkingCopy } from "./save-draft";
import { changeByHandSchema } from "./schema";
import type { ChangedByHand } from "./types";
import { readVersion, versionInHand } from "./versions";

const named = 100;

/**
 * Puts contacts in or leaves them out by hand, or takes them off such a list again, in the definition being worked on; of a live segment a copy to work
 * on is made first, and it counts when that is published (T-53). Who comes to one list leaves the other. Numbers and addresses nobody has are told, the
 * rest is done (T-50, T-52). Needs no row version: it adds to what is there, whoever changed that.
 */
export const changeByHand = operation({
  name: "liveSegment.changeByHand",
  needs: "segments.edit",
  input: changeByHandSchema,
  run: (context, { segmentNo, list, act, contacts }) =>
    changeLive<ChangedByHand>(context, { segmentNo, rowVersion: null }, "by_hand", async (tx, segment) => {
      const asked =
        "pasted" in contacts ? readPastedContacts(contacts.pasted) : { contactNos: [...new Set(contacts.contactNos)], emails: [] };
      const { notFound, ambiguous } = await reportRefused(tx, asked, true);
      const before = await readVersion(tx, segment.id, versionInHand(segment));
      const [of, other] = list === "include" ? [before.includeSet, before.excludeSet] : [before.excludeSet, before.includeSet];
      const found = ofContactIds(foundIds(asked));
      const isAdded = act === "add";
      const { sets, sizes } = await storeSets(
        tx,
        [
          { expression: isAdded ? unite(setOf(of), found) : subtract(setOf(of), found), unlessEmpty: true },
          { expression: isAdded ? subtract(setOf(other), found) : setOf(other), unlessEmpty: true },
        ],
        { sizes: { found, there: keepCommon(setOf(of), found) } },
      );
      const [now, otherNow] = [sets[0]?.setId ?? null, sets[1]?.setId ?? null];
      const [includeSet, excludeSet] = list === "include" ? [now, otherNow] : [otherNow, now];
      await writeWorkingCopy(tx, context, segment, { ...before, includeSet, excludeSet });
      const state = segment.state === "live" ? "live_editable" : segment.state;
      await tx.$executeRaw(Prisma.sql`update live_segment set state = ${state}::live_segment_state where id = ${segment.id}`);
      const [changed, unchanged] = isAdded ? [sizes.found - sizes.there, sizes.there] : [sizes.there, sizes.found - sizes.there];
      const detail = { list, act, contacts: changed, contactNos: asked.contactNos.slice(0, named), emails: asked.emails.slice(0, named) };
      await record(tx, context, { operation: "liveSegment.changeByHand", subjectKind: "segment", subjectKey: segmentNo, detail });
      const total = asked.contactNos.length + asked.emails.length;
      return ok({ rowVersion: segment.rowVersion + 1, state, asked: total, changed, unchanged, notFound, ambiguous });
    }),
});

function setOf(setId: bigint | null): SetExpression {
  return setId === null ? nobody() : stored(setId);
}
