import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { type Dependant, dependantKinds, liveSegmentStates } from "./states";

const dependantsSchema = z.array(
  z.object({
    kind: z.enum(dependantKinds),
    segmentNo: z.string(),
    name: z.string(),
    state: z.enum(liveSegmentStates).nullable(),
    role: z.enum(["published", "working", "suppression", "source"]),
    live: z.boolean(),
  }),
);

/**
 * Who refers to a segment, a worksheet or a live one: live segments by their published definition, which counts while they are live, or by the one being
 * worked on; worksheets, what is still being sent, the set-up and schedules that never reach its members; and schedules that log it. A call list with
 * calls left does not keep it from being stopped, since it can go live again; once it were deleted nobody on the list could be called any more.
 */
export async function dependantsOf(tx: Pick<Transaction, "$queryRaw">, segmentNo: string): Promise<Dependant[]> {
  return dependantsSchema.parse(await tx.$queryRaw(Prisma.sql`${dependants(Prisma.sql`${segmentNo}::text`)} order by 1, 2, 5`));
}

/** Whether one of them keeps a segment from being stopped, which never ends unused then. */
export function isDependedOn(segmentNo: Sql): Sql {
  return Prisma.sql`exists (select from (${dependants(segmentNo)}) dependant where dependant.live)`;
}

/** `segmentNo` may be a column of a row called `l`. */
function dependants(segmentNo: Sql): Sql {
  return Prisma.sql`
    select 'liveSegment' as kind, speaks.segment_no as "segmentNo", speaks.name, speaks.state::text as state, role.role,
      role.role = 'published' and speaks.state in ('live', 'live_editable') as live
    from live_reference r join live_segment speaks on speaks.id = r.segment_id and r.version_no in (speaks.published_no, speaks.working_no)
    cross join lateral (select case when r.version_no = speaks.published_no then 'published' else 'working' end as role) role
    where r.refers_to = ${segmentNo}
    union all
    select 'schedule', id::text, name, null, 'source', not paused and next_at is not null from schedule where segment_no = ${segmentNo}
    union all
    ${suppressedBy(Prisma.sql`'segment:' || ${segmentNo}`)}`;
}

/** Who never reaches those who stood on a logged segment. */
export async function dependantsOfLogged(tx: Pick<Transaction, "$queryRaw">, entryNo: number): Promise<Dependant[]> {
  return dependantsSchema.parse(
    await tx.$queryRaw(Prisma.sql`${suppressedBy(Prisma.sql`${`loggedSegment:${entryNo}`}::text`)} order by 1, 2`),
  );
}

function suppressedBy(suppressor: Sql): Sql {
  return Prisma.sql`
    select 'worksheet' as kind, segment_no as "segmentNo", coalesce(description, '') as name, null::text as state, 'suppression' as role, true as live
    from segment where ${suppressor} = any(suppression) and state <> 'logged'
    union all
    select 'loggedSegment', logged.entry_no::text, logged.description, null, 'suppression', open.mail from logged_segment logged
    cross join lateral (
      select exists (
          select from delivery where delivery.logged_segment_entry_no = logged.entry_no and delivery.state in ('waiting', 'sending')) as mail,
        exists (
          select from interaction_log_entry entry left join call_state call using (entry_no)
          where entry.logged_segment_entry_no = logged.entry_no and entry.correspondence_type = 'phone' and not entry.canceled
            and coalesce(call.result, 'again') = 'again') as calls) open
    where ${suppressor} = any(logged.suppression) and (open.mail or open.calls)
    union all
    select 'setup', '', '', null, 'suppression', true from marketing_setup where ${suppressor} = any(suppression)
    union all
    select 'schedule', id::text, name, null, 'suppression', not paused and next_at is not null from schedule where ${suppressor} = any(suppression)`;
}

/** Held alone, until the transaction ends, by whoever changes what refers to what, or takes away what may be referred to (T-69). */
export async function oneAtATime(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`select pg_advisory_xact_lock(hashtext('live segment life'))`);
}
