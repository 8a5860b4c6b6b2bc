import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/** What was removed: sets, and stored chunks that no set uses any more. */
export type RemovedSets = { sets: number; chunks: number };

/** Every column that refers to a set: table and column. */
export const setHolders = [
  ["contact_deletion", "set_id"],
  ["criteria_action", "added_by_hand"],
  ["criteria_action", "removed_by_hand"],
  ["criteria_action", "set_id"],
  ["criteria_action_layer", "set_id"],
  ["criteria_action_turn", "set_id"],
  ["former_stack_action", "added_by_hand"],
  ["former_stack_action", "removed_by_hand"],
  ["former_stack_action", "set_id"],
  ["former_stack_layer", "set_id"],
  ["former_stack_turn", "set_id"],
  ["live_evaluation", "joined_set"],
  ["live_evaluation", "left_set"],
  ["live_segment", "set_id"],
  ["live_version", "exclude_set"],
  ["live_version", "include_set"],
  ["logged_segment", "set_id"],
  ["mailing_group_application", "set_after"],
  ["mailing_group_application", "set_before"],
  ["saved_segment_criteria_step", "added_by_hand"],
  ["saved_segment_criteria_step", "removed_by_hand"],
] as const;

const idsSchema = z.array(z.object({ id: z.bigint() }));

/**
 * Removes up to `limit` sets that nothing refers to, then chunk data that no set
 * uses. May run beside everything else and beside itself: what somebody is about to refer to is locked by him and left
 * for the next time. Sets younger than `minutes` stay, so that no reader loses the set it has just looked up.
 */
export async function removeUnreferencedSets(tx: Transaction, { limit = 10_000, minutes = 10 } = {}): Promise<RemovedSets> {
  const idle = Prisma.join(
    setHolders.map(([table, column]) => Prisma.raw(`not exists (select from ${table} holder where holder.${column} = s.set_id)`)),
    " and ",
  );
  const found = await tx.$queryRaw(Prisma.sql`
    select s.set_id as id from contact_set s where s.created_at < now() - make_interval(mins => ${minutes}) and ${idle}
    order by s.set_id limit ${limit} for update skip locked`);
  // Asked again now that they are locked: whoever referred to one before that has committed, and shows.
  const sets = await tx.$executeRaw(Prisma.sql`delete from contact_set s where s.set_id = any(${idsIn(found)}::bigint[]) and ${idle}`);
  const loose = await tx.$queryRaw(Prisma.sql`
    select d.data_id as id from chunk_data d where not exists (select 1 from contact_set_chunk k where k.data_id = d.data_id) for update skip locked`);
  const chunks = await tx.$executeRaw(Prisma.sql`
    delete from chunk_data d
    where d.data_id = any(${idsIn(loose)}::bigint[]) and not exists (select 1 from contact_set_chunk k where k.data_id = d.data_id)`);
  return { sets, chunks };
}

function idsIn(rows: unknown): bigint[] {
  return idsSchema.parse(rows).map(({ id }) => id);
}
