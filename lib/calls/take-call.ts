import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { suppressionOfLogged } from "@/lib/consent/suppression";
import { Prisma, type Sql } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { askIn } from "@/lib/maintained-sets/definitions";
import { err, ok, type Result } from "@/lib/result";
import { callsAmong, callsOfList } from "./calls-of-list";
import { claimCall, lockCallList, releaseCalls, renewClaim } from "./claim-call";
import type { CallError } from "./errors";
import { callListSchema, callRefusals, findCallSchema, takeCallSchema } from "./schema";

export type CallTaken = { entryNo: number };
type Taken = Result<CallTaken, CallError>;
type Request = z.output<typeof takeCallSchema>;

/**
 * Gives a call of a list to whoever asks, for as long as they renew it; nobody else gets it meanwhile. What they had goes back to the list. *Next* are
 * those whose time to be called again has come, then those after the one they had, from the first again at the end, then those put to the end;
 * who must not be called is never given. Refused with `no_call_left`, `call_is_taken` and `must_not_be_called`.
 */
export const takeCall = operation({
  name: "callList.take",
  needs: "segments.log",
  input: takeCallSchema,
  run: (context, request): Promise<Taken> =>
    inTransaction<CallTaken, CallError>(context.db, async (tx) => {
      const { loggedSegmentEntryNo } = request;
      await lockCallList(tx, loggedSegmentEntryNo);
      const later = request.want === "next" && request.later ? context.now : null;
      if (request.want === "this") return takeThis(tx, context, request);
      const had = await releaseCalls(tx, context, loggedSegmentEntryNo, { later });
      return takeAfter(tx, context, loggedSegmentEntryNo, had, request.want);
    }),
});

/** Gives the call after the one with that entry, or the one before it, in the caller's transaction, which has the list locked. */
export async function takeAfter(
  tx: Transaction,
  context: OperationContext,
  loggedSegmentEntryNo: number,
  had: number | null,
  want: "next" | "previous",
): Promise<Taken> {
  const suppression = await suppressionOfLogged(askIn(tx), loggedSegmentEntryNo, context.now);
  if (suppression.unreadable.length > 0) return err({ code: "suppression_unreadable", unreadable: [...suppression.unreadable] });
  const calls = callsOfList(loggedSegmentEntryNo, context.now, suppression);
  const entryNo = want === "next" ? await findNext(tx, calls, had ?? 0) : await findPrevious(tx, calls, had);
  if (entryNo === null) return err({ code: "no_call_left", loggedSegmentEntryNo });
  await claimCall(tx, context, entryNo);
  return ok({ entryNo });
}

const entrySchema = z.array(z.object({ entryNo: z.number() }));

async function findNext(tx: Transaction, calls: Sql, had: number): Promise<number | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select entry_no::float8 as "entryNo" from (${calls}) call where (place = 'left' or place = 'again' and due) and claimed_by is null
    order by place = 'again' desc, case when place = 'again' then again_at end, put_off_at nulls first, entry_no <= ${had}::bigint, entry_no limit 1`);
  return entrySchema.parse(rows)[0]?.entryNo ?? null;
}

/** The one before, whatever came of it, so that it can be looked at and corrected; from the first one it is the first again. */
async function findPrevious(tx: Transaction, calls: Sql, had: number | null): Promise<number | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select entry_no::float8 as "entryNo" from (${calls}) call where place <> 'refused' and claimed_by is null
      and (${had}::bigint is null or entry_no <= ${had}::bigint)
    order by entry_no = ${had}::bigint, entry_no desc limit 1`);
  return entrySchema.parse(rows)[0]?.entryNo ?? null;
}

const thisSchema = z.array(
  z.object({
    contactName: z.string(),
    refusal: z.enum(callRefusals).nullable(),
    claimedBy: z.string().nullable(),
    by: z.string().nullable(),
  }),
);

async function takeThis(tx: Transaction, context: OperationContext, request: Extract<Request, { want: "this" }>): Promise<Taken> {
  const { entryNo, loggedSegmentEntryNo } = request;
  const asked = Prisma.sql`entry.entry_no = ${entryNo}::bigint and entry.logged_segment_entry_no = ${loggedSegmentEntryNo}`;
  const suppression = await suppressionOfLogged(askIn(tx), loggedSegmentEntryNo, context.now);
  if (suppression.unreadable.length > 0) return err({ code: "suppression_unreadable", unreadable: [...suppression.unreadable] });
  const rows = await tx.$queryRaw(Prisma.sql`
    select contact_name as "contactName", refusal, claimed_by as "claimedBy", (select name from app_user where id = call.claimed_by) as by
    from (${callsAmong(asked, context.now, suppression)}) call`);
  const [call] = thisSchema.parse(rows);
  if (!call) return err({ code: "call_is_gone", entryNo });
  const { contactName, refusal, claimedBy, by } = call;
  if (refusal) return err({ code: "must_not_be_called", contactName, reason: refusal });
  if (claimedBy !== null && claimedBy !== context.user.id) return err({ code: "call_is_taken", contactName, by: by ?? "Somebody else" });
  await releaseCalls(tx, context, loggedSegmentEntryNo);
  await claimCall(tx, context, entryNo);
  return ok({ entryNo });
}

/** Keeps the call that one has for another while. Refused with `call_is_gone` when it is not one's own any more. */
export const keepCall = operation({
  name: "callList.keep",
  needs: "segments.log",
  input: findCallSchema,
  run: (context, { entryNo }): Promise<Taken> =>
    inTransaction<CallTaken, CallError>(context.db, async (tx) =>
      (await renewClaim(tx, context, entryNo)) ? ok({ entryNo }) : err({ code: "call_is_gone", entryNo }),
    ),
});

/** Gives back what one has of a list. */
export const leaveCalls = operation({
  name: "callList.leave",
  needs: "segments.log",
  input: callListSchema,
  run: (context, { loggedSegmentEntryNo }): Promise<Result<null, CallError>> =>
    inTransaction<null, CallError>(context.db, async (tx) => {
      await releaseCalls(tx, context, loggedSegmentEntryNo);
      return ok(null);
    }),
});
