import { z } from "zod";
import { keepCommon, nobody, ofContactIds, type SetExpression, stored, subtract, unite } from "@/lib/contact-sets/expressions";
import { keepContactsInPlace } from "@/lib/contact-sets/lock";
import { contactsOf } from "@/lib/contact-sets/matched";
import { sizesOf } from "@/lib/contact-sets/measure";
import { type SetPlan, setPlan } from "@/lib/contact-sets/set-plan";
import { type ContactSet, computedFirst, storeSet, storeSets } from "@/lib/contact-sets/store";
import type { Database } from "@/lib/db/client";
import { dataFault } from "@/lib/db/errors";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { type FilterError, filterMessage } from "@/lib/filters/errors";
import { compileMatched } from "@/lib/filters/matched";
import { contactsOfOnly } from "@/lib/filters/only";
import { segmentsIn } from "@/lib/filters/reads";
import { err, ok, type Result } from "@/lib/result";
import { askIn, type Definitions, type LiveDefinition, readDefinitions } from "./definitions";
import { clockWithMembers, holdsNow, idsPassedWithTime, type LiveWorld, marksOf, touchedChunks, withAllBelow } from "./members-now";
import { type Evaluated, type FoundAnew, recordEvaluation } from "./record-evaluation";
import { unreadableValue } from "./states";

const longestMs = 600_000;
/** From this share of all contacts on, everybody is asked anew: that reads each table once. */
const mostTouched = 0.03;
const fewAtAnyRate = 1_000;
/** Up to so many contacts are asked again by every read, where nobody comes or goes by it: that is quicker than to write that they were asked. */
const leftToReads = 200;

/**
 * Brings the stored members of live segments up to date, those that others refer to first. Reads are exact without it, in their own snapshot; it
 * makes them fast. Who was touched and neither came nor went is left to the reads while that is few, unless `marksToo` says to be done with all marks.
 * A segment in error is tried again as a whole. Numbers of other segments are passed over.
 */
export async function foldMembers(db: Database, now: Date, segmentNos: readonly string[], { marksToo = false } = {}): Promise<void> {
  let definitions = await readDefinitions(askIn(db.prisma), segmentNos);
  for (const { segmentNo } of inOrder(definitions)) {
    const definition = definitions.get(segmentNo);
    if (!definition || (await isDone(db, { definitions, now }, definition, marksToo))) continue;
    await inTransaction<void, never>(db, async (tx) => ok(await foldOne(tx, now, segmentNo)), { timeoutMs: longestMs });
    definitions = await readDefinitions(askIn(db.prisma), segmentNos); // those above it read what it is now, in error or not
  }
}

async function isDone(db: Database, world: LiveWorld, definition: LiveDefinition, marksToo: boolean): Promise<boolean> {
  if (definition.broken) return false;
  if (marksToo) return (await pendingCount(db.prisma, world, definition)) === 0;
  try {
    return await areMembersRight(db.prisma, world, definition);
  } catch (error) {
    if (dataFault(error) === null) throw error;
    return false; // folding puts it in error
  }
}

/** Those that are referred to before those that refer to them. */
function inOrder(definitions: Definitions): LiveDefinition[] {
  const depth = new Map([...definitions.values()].map((definition) => [definition, withAllBelow(definitions, definition).length]));
  return [...depth].sort(([, left], [, right]) => left - right).map(([definition]) => definition);
}

/** The same for one, in the caller's transaction, which locks it. */
export async function foldOne(tx: Transaction, now: Date, segmentNo: string): Promise<void> {
  await keepContactsInPlace(tx);
  await tx.$queryRaw(Prisma.sql`select from live_segment where segment_no = ${segmentNo} for update`);
  const started = performance.now();
  const definitions = await readDefinitions(askIn(tx), [segmentNo]); // again: somebody else may have been here
  const definition = definitions.get(segmentNo);
  if (!definition) return;
  const pending = await pendingCount(tx, { definitions, now }, definition);
  if (pending === 0 && !definition.broken) return;
  const few = !definition.broken && (pending < fewAtAnyRate || pending <= mostTouched * (await contactsAbout(tx)));
  const evaluated = await evaluate(tx, () => (few ? askTouched(tx, { definitions, now }, definition) : findAnew(tx, now, definition)));
  await recordEvaluation(tx, definition, { now, cause: "change", ms: performance.now() - started }, evaluated);
}

/** Finds the members, or says why that fails; the transaction goes on then as if it had not been tried. */
async function evaluate(tx: Transaction, find: () => Promise<Result<FoundAnew, FilterError>>): Promise<Evaluated> {
  await tx.$executeRaw(Prisma.sql`savepoint evaluation`);
  try {
    const found = await find();
    return found.ok ? found : err(filterMessage(found.error));
  } catch (error) {
    const fault = dataFault(error);
    if (fault === null) throw error;
    await tx.$executeRaw(Prisma.sql`rollback to savepoint evaluation`);
    return err(unreadableValue(fault));
  }
}

const pendingSchema = z.tuple([z.object({ marks: z.int(), ids: z.coerce.number(), everybody: z.boolean() })]);

/** Whether the stored members are those for whom the definition holds in this snapshot; false, too, where too many had to be asked to know. */
export async function areMembersRight(tx: Pick<Transaction, "$queryRaw">, world: LiveWorld, definition: LiveDefinition): Promise<boolean> {
  const pending = await pendingCount(tx, world, definition);
  if (pending === 0 || pending > leftToReads) return pending === 0;
  const changes = changesAmongTouched(world, definition);
  if (!changes.ok) return false;
  const { plan, joined, left } = changes.value;
  const sizes = await sizesOf(tx, { joined, left }, plan);
  return sizes.joined === 0 && sizes.left === 0;
}

/**
 * About how many contacts there are to be asked again; 0 says that the stored members are right in this snapshot. Looks at the marks alone, which are
 * few, and at contacts only where a day has passed that matters.
 */
async function pendingCount(tx: Pick<Transaction, "$queryRaw">, world: LiveWorld, definition: LiveDefinition): Promise<number> {
  const passed = idsPassedWithTime(world, definition);
  if (definition.folded === null || !passed) return Number.POSITIVE_INFINITY;
  const rows = await tx.$queryRaw(Prisma.sql`
    select count(*)::int as marks, coalesce(sum(icount(mark.ids)), 0) as ids, coalesce(bool_or(mark.ids is null), false) as everybody ${marksOf(definition)}`);
  const [{ marks, ids, everybody }] = pendingSchema.parse(rows);
  if (everybody) return Number.POSITIVE_INFINITY;
  const byTime =
    passed.length === 0
      ? 0
      : numberIn(await tx.$queryRaw(Prisma.sql`select count(*)::int as n from (${Prisma.join(passed, " union all ")}) passed`));
  return Math.max(marks, ids) + byTime;
}

/** As Postgres estimates it: enough to choose a way. */
async function contactsAbout(tx: Transaction): Promise<number> {
  return numberIn(await tx.$queryRaw(Prisma.sql`select reltuples::int as n from pg_class where oid = 'contact'::regclass`));
}

async function sizeOf(tx: Transaction, setId: bigint): Promise<number> {
  return numberIn(await tx.$queryRaw(Prisma.sql`select size as n from contact_set where set_id = ${setId}`));
}

function numberIn(rows: unknown): number {
  return z.tuple([z.object({ n: z.int() })]).parse(rows)[0].n;
}

/** Asks only those who were touched; the others are as they were. */
async function askTouched(tx: Transaction, world: LiveWorld, definition: LiveDefinition): Promise<Result<FoundAnew, FilterError>> {
  const changes = changesAmongTouched(world, definition);
  if (!changes.ok) return changes;
  const { plan, joined, left } = changes.value;
  return applyDifference(tx, definition.setId, plan, joined, left);
}

type Changes = { plan: SetPlan; joined: SetExpression; left: SetExpression };

/** Who of those that were touched came, and who went. */
function changesAmongTouched(world: LiveWorld, definition: LiveDefinition): Result<Changes, FilterError> {
  const plan = setPlan();
  const touched = plan.once({
    names: false,
    rows: Prisma.sql`select chunk, null::bigint as data_id, ids as members, icount(ids) as size from (${touchedChunks(world, definition)}) touched`,
  });
  const only = { chunks: Prisma.sql`(select chunk, members as ids from (${touched.rows}) touched)` };
  const holds = holdsNow(world, definition, only, 0);
  if (!holds.ok) return err(holds.error);
  const members = plan.once(ofContactIds(Prisma.sql`select contact.id from ${contactsOfOnly(only)} where ${holds.value}`));
  const before = stored(definition.setId);
  return ok({ plan, joined: subtract(members, before), left: subtract(keepCommon(before, touched), members) });
}

type Definition = Pick<LiveDefinition, "filter" | "timeZone" | "includeSet" | "excludeSet">;

/** Asks everybody, and compares with those who were members before (null: nobody was). */
export async function findAnew(
  tx: Transaction,
  now: Date,
  definition: Definition & { setId: bigint | null },
): Promise<Result<FoundAnew, FilterError>> {
  const definitions = await readDefinitions(askIn(tx), segmentsIn(definition.filter));
  const members = membersOf({ definitions, now }, definition);
  if (!members.ok) return members;
  const { setId } = definition;
  return computedFirst(tx, members.value, async (found, snapshot) => {
    if (setId !== null) {
      const before = stored(setId);
      const changed = await applyDifference(tx, setId, setPlan(), subtract(found, before), subtract(before, found));
      return changed.ok ? ok({ ...changed.value, snapshot }) : changed;
    }
    const { snapshot: _later, ...set } = await storeSet(tx, found);
    return ok({ set, joined: set.size > 0 ? set : null, left: null, snapshot });
  });
}

/** Stores who joined and who left by one statement, and with them the new members, who share what did not change. */
async function applyDifference(
  tx: Transaction,
  setId: bigint,
  plan: SetPlan,
  joined: SetExpression,
  left: SetExpression,
): Promise<Result<FoundAnew, FilterError>> {
  const changes = [joined, left].map((expression) => ({ expression, unlessEmpty: true }));
  const { sets, snapshot } = await storeSets(tx, changes, { plan });
  const [came = null, went = null] = sets;
  const set =
    came || went ? await storeSet(tx, unite(subtract(stored(setId), setOf(went)), setOf(came))) : { setId, size: await sizeOf(tx, setId) };
  return ok({ set, joined: came, left: went, snapshot });
}

const setOf = (set: ContactSet | null): SetExpression => (set ? stored(set.setId) : nobody());

/** Everybody for whom a definition holds: the filter's contacts and those put in by hand, less those left out by hand. */
export function membersOf(world: { definitions: Definitions; now: Date }, definition: Definition): Result<SetExpression, FilterError> {
  const { filter, timeZone, includeSet, excludeSet } = definition;
  const matched = filter.kind === "all" && filter.of.length === 0 ? ok(null) : compileMatched(filter, clockWithMembers(world, timeZone, 0));
  if (!matched.ok) return matched;
  const found = contactsOf(matched.value);
  const included = includeSet === null ? found : unite(found, stored(includeSet));
  return ok(excludeSet === null ? included : subtract(included, stored(excludeSet)));
}
