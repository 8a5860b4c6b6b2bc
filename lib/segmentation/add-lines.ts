import { operation } from "@/lib/access/operation";
import { keepCommon, ofContactIds } from "@/lib/contact-sets/expressions";
import { setPlan } from "@/lib/contact-sets/set-plan";
import { ok } from "@/lib/result";
import { allowedIds, numbersOf, reportRefused } from "./asked-contacts";
import { addLinesSchema } from "./line-changes-schema";
import type { AddLinesReport } from "./line-types";
import { changeDraft } from "./lock-segment";
import { membersOf } from "./members";
import { readPastedContacts } from "./pasted-contacts";
import { pushEdit } from "./push-edit";

const named = 100;

/**
 * Adds contacts by hand, chosen ones or pasted numbers and e-mail addresses. Blocked contacts are refused, excluded ones unless asked for; the
 * rest is added whatever becomes of single entries, and the report says what. Who is there already stays as he is, or gets one line more.
 */
export const addLines = operation({
  name: "segment.addLines",
  needs: "segments.edit",
  input: addLinesSchema,
  run: (context, { segmentNo, contacts, ignoreExclusion, allowExisting }) =>
    changeDraft<AddLinesReport>(context, segmentNo, async (tx, segment) => {
      const asked =
        "pasted" in contacts ? readPastedContacts(contacts.pasted) : { contactNos: [...new Set(contacts.contactNos)], emails: [] };
      const refused = await reportRefused(tx, asked, ignoreExclusion);
      const plan = setPlan();
      const allowed = plan.once(ofContactIds(allowedIds(asked, ignoreExclusion)));
      const audit = { contactNos: asked.contactNos.slice(0, named), emails: asked.emails.slice(0, named), ignoreExclusion };
      const sizes = { there: keepCommon(allowed, membersOf(segment.setId)) };
      const intent = { added: allowed, removed: null, options: allowExisting ? { allowExisting } : {} };
      const edited = await pushEdit(tx, context, segment, intent, { plan, sizes, audit });
      return ok({
        taken: edited.taken,
        asked: asked.contactNos.length + asked.emails.length,
        added: edited.changed,
        alreadyThere: edited.sizes.there,
        alreadyThereNos: allowExisting || edited.sizes.there === 0 ? [] : await numbersOf(tx, asked, ignoreExclusion, segment.setId),
        ...refused,
      });
    }),
});
