import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { mergeConsent, suppressAddressesOf } from "@/lib/consent/carry-over";
import { lockContactsForRemoval } from "@/lib/contact-sets/lock";
import { replaceContactsInSets } from "@/lib/contact-sets/replace-contacts";
import { refreshBusinessRelationSummary } from "@/lib/contacts/business-relation-summary";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { skipMerged } from "@/lib/delivery/skip-merged";
import { ok, type Result } from "@/lib/result";
import { dropEmptiedLayers } from "@/lib/segmentation/emptied-layers";
import type { ContactUpkeepError } from "./errors";
import { mergeParties, refusesItself } from "./merge-rules";
import { fillFields } from "./merged-fields";
import { moveBelongings, moveCompanies } from "./move-belongings";
import { lockContacts } from "./named-contacts";
import { mergeContactsSchema } from "./schema";

const longestMs = 600_000;

/**
 * Merges contacts into one that stays: it takes their place on every worksheet, once, and what they have; what it has itself
 * wins. Companies bring their persons. Logged segments keep their frozen members, and log entries the name of the time; of what still waits to be sent
 * it gets one.
 */
export const mergeContacts = operation({
  name: "contact.merge",
  needs: "contacts.edit",
  input: mergeContactsSchema,
  run: (context, { keep, contactNos }): Promise<Result<{ merged: number }, ContactUpkeepError>> =>
    inTransaction<{ merged: number }, ContactUpkeepError>(
      context.db,
      async (tx) => {
        const two = refusesItself({ keep, contactNos });
        if (!two.ok) return two;
        await lockContactsForRemoval(tx);
        const named = await lockContacts(tx, [keep, ...contactNos]);
        if (!named.ok) return named;
        const parties = mergeParties(keep, named.value);
        if (!parties.ok) return parties;
        const { kept, gone } = parties.value;
        const ids = gone.map(({ id }) => id);
        await replaceContactsInSets(tx, Prisma.sql`select id, ${kept.id}::int as into_id from unnest(${ids}::int[]) as g (id)`);
        await dropEmptiedLayers(tx);
        await skipMerged(tx, kept.id, ids, context.now);
        await moveBelongings(tx, kept.id, ids);
        if (kept.type === "company") await moveCompanies(tx, kept.id, ids);
        await fillFields(tx, kept.id, ids);
        await suppressAddressesOf(tx, ids, context.now, kept.id); // now that it has the addresses that it takes over
        await mergeConsent(tx, kept.id, ids);
        await tx.$executeRaw(Prisma.sql`delete from contact where id = any(${ids}::int[])`);
        await refreshBusinessRelationSummary(tx, Prisma.sql`select ${kept.id}::int`);
        const detail = { merged: gone.map(({ contactNo, name }) => ({ contactNo, name })) };
        await record(tx, context, { operation: "contact.merge", subjectKind: "contact", subjectKey: keep, detail });
        return ok({ merged: gone.length });
      },
      { timeoutMs: longestMs },
    ),
});
