import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { nobody, subtract, unite } from "@/lib/contact-sets/expressions";
import { setPlan } from "@/lib/contact-sets/set-plan";
import { storeSets } from "@/lib/contact-sets/store";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { queueDeliveries } from "@/lib/delivery/queue-deliveries";
import type { Sending } from "@/lib/delivery/schema";
import { holdDocuments } from "@/lib/documents/remove-unused";
import { queueLetters } from "@/lib/letters/make-letters";
import type { LettersChoice } from "@/lib/letters/schema";
import { err, ok, type Result } from "@/lib/result";
import { linesIn, setsOf } from "@/lib/segmentation/layers";
import { changedTotals } from "@/lib/segmentation/line-totals";
import { lineColumns, linesOfLayers } from "@/lib/segmentation/lines";
import { lockSegment } from "@/lib/segmentation/lock-segment";
import { membersOf } from "./check-segment";
import { countToRepair } from "./count-lines";
import type { LoggingError } from "./errors";
import { findSegmentToLog, type SegmentToLog } from "./find-segment-to-log";
import { headerRefusal } from "./header-refusal";
import { freezeAttachments } from "./logged-attachments";
import { contactsWith, leftOutOf, problemsToRepair, type SegmentMembers } from "./problem-lines";
import type { LogWritten } from "./types";

/**
 * `expected` is the number of interactions that somebody was shown, null where nobody was. `send` lets the e-mails go out: at once, or at a time of the
 * workspace. `letters` makes those of hard copy.
 */
export type LogRequest = {
  segmentNo: string;
  expected: number | null;
  leaveOut: boolean;
  send?: Sending | null;
  letters?: LettersChoice | null;
};

/**
 * Writes the log of a segment that is in state *logging*, in the caller's transaction: the logged segment with its frozen
 * set, one campaign entry for each campaign on the lines, one interaction log entry for every line that is not left out, in the default order, with the e-mails that
 * are to go out, and makes the worksheet read-only. Refused when a line must be repaired, or when it would log another number than was shown.
 */
export async function writeLog(tx: Transaction, context: OperationContext, request: LogRequest): Promise<Result<LogWritten, LoggingError>> {
  const { segmentNo, expected, leaveOut, send, letters } = request;
  const locked = await lockSegment(tx, segmentNo, context.user.id);
  if (!locked) return err({ code: "segment_not_found", segmentNo });
  if (locked.state !== "logging") return err({ code: "not_logging", segmentNo });
  const segment = await findSegmentToLog(tx, segmentNo, context.now);
  const members = segment && membersOf(segment);
  const refusal = segment ? headerRefusal(segment) : null;
  if (!segment || !members || refusal) return err(refusal ?? { code: "nothing_to_log", segmentNo });
  const toRepair = await countToRepair(tx, members, context.today);
  if (toRepair > 0 && !leaveOut) return err({ code: "lines_to_repair", segmentNo, count: toRepair });
  const logged = await freeze(tx, context, members, leaveOut && toRepair > 0);
  if (logged.size === 0) return err({ code: "nothing_to_log", segmentNo });
  if (expected !== null && logged.size !== expected) return err({ code: "interactions_moved", segmentNo, now: logged.size });
  const entryNo = await insertLoggedSegment(tx, context, segment, logged);
  const campaignEntries = await insertCampaignEntries(tx, context, segment, logged, entryNo);
  await insertEntries(tx, context, segment, logged, entryNo);
  const emails = send ? await queueDeliveries(tx, context, entryNo, send) : 0;
  if (letters) await queueLetters(tx, context, entryNo, letters); // refused where nobody goes by hard copy: then there is no letter to make
  await tx.$executeRaw(Prisma.sql`
    update segment set state = 'logged', version = version + 1, changed_by = ${context.user.id}, changed_at = ${context.now} where id = ${segment.id}`);
  const written = { entryNo, interactions: logged.size, leftOut: segment.size - logged.size, campaignEntryNo: campaignEntries[0] ?? null };
  await record(tx, context, {
    operation: "segment.log",
    subjectKind: "segment",
    subjectKey: segmentNo,
    detail: { ...written, leaveOut, emails },
  });
  return ok(written);
}

/** What is logged: the lines, layer by layer, and the frozen set of their contacts. */
type ToBeLogged = SegmentMembers & { setId: bigint };

/** Who is blocked or may not be reached, and on request the lines that would have to be repaired, are left out. */
async function freeze(tx: Transaction, { today }: OperationContext, members: SegmentMembers, leaveOut: boolean): Promise<ToBeLogged> {
  const plan = setPlan();
  const [first = nobody(), ...upper] = setsOf(members.layers).map((layer, at) => {
    const never = leftOutOf(members, today, at + 1);
    const logged = subtract(layer, leaveOut ? unite(never, contactsWith(problemsToRepair, members, today, at + 1)) : never);
    return members.layers.length > 1 ? plan.once(logged) : logged;
  });
  const layers = [first, ...upper];
  const everyone = upper.length > 0 ? [upper.reduce(unite, first)] : [];
  const stored = await storeSets(
    tx,
    [...everyone, ...layers].map((expression) => ({ expression })),
    { plan },
  );
  const sets = stored.sets.filter((set) => set !== null);
  const setId = sets[0]?.setId;
  if (setId === undefined) throw new Error("The set of those who are logged was not stored.");
  await tx.$executeRaw(Prisma.sql`update contact_set set frozen = true where set_id = ${setId}`);
  const lines = sets.slice(everyone.length);
  return { basis: members.basis, layers: lines, size: linesIn(lines), setId };
}

const numberSchema = z.array(z.object({ no: z.int() })).length(1);
const onlyNumber = (rows: unknown): number => {
  const [row] = numberSchema.parse(rows);
  if (!row) throw new Error("A row was written and its number did not come back.");
  return row.no;
};

async function insertLoggedSegment(
  tx: Transaction,
  { user, now, today }: OperationContext,
  segment: SegmentToLog,
  logged: ToBeLogged,
): Promise<number> {
  const changed = await changedTotals(tx, segment.id, logged.layers);
  const rows = await tx.$queryRaw(Prisma.sql`
    insert into logged_segment (segment_id, segment_no, description, created_on, logged_at, user_id, user_name, set_id, no_of_interactions, cost_lcy, duration_min, suppression)
    select id, segment_no, description, ${today}::date, ${now}, ${user.id}, ${user.name}, ${logged.setId}, ${logged.size}::int,
      unit_cost_lcy * ${logged.size}::int + ${changed.costLcy}::numeric, unit_duration_min::bigint * ${logged.size}::int + ${changed.durationMin}::bigint, suppression
    from segment where id = ${segment.id}
    returning entry_no as no`);
  return onlyNumber(rows);
}

/**
 * One for each campaign on the lines, that of the header first; answers their numbers. Its salesperson is the header's, else that of the
 * campaign's first line.
 */
async function insertCampaignEntries(
  tx: Transaction,
  { user }: OperationContext,
  segment: SegmentToLog,
  logged: SegmentMembers,
  entryNo: number,
): Promise<number[]> {
  const { basis } = logged;
  if (!segment.campaign && !basis.changed) return [];
  const lines = loggedLines(logged);
  const campaigns = basis.changed
    ? Prisma.sql`select distinct campaign_no from (${lines}) line where campaign_no is not null`
    : Prisma.sql`select campaign_no from segment where id = ${segment.id}`;
  const rows = await tx.$queryRaw(Prisma.sql`
    insert into campaign_entry (campaign_no, description, date, user_id, user_name, segment_no, salesperson_code, logged_segment_entry_no)
    select campaigns.campaign_no, segment.description, segment.date, ${user.id}, ${user.name}, segment.segment_no,
      coalesce(segment.salesperson_code, (
        select line.salesperson_code from (${lines}) line where line.campaign_no = campaigns.campaign_no
        order by line.sort_company nulls first, line.company_no nulls first, line.type, line.name, line.contact_id, line.layer limit 1)), ${entryNo}
    from segment cross join (${campaigns}) campaigns
    where segment.id = ${segment.id}
    order by campaigns.campaign_no is distinct from segment.campaign_no, campaigns.campaign_no
    returning entry_no as no`);
  return z
    .array(z.object({ no: z.int() }))
    .parse(rows)
    .map(({ no }) => no);
}

/**
 * Whether most contacts are on the lines: then reading them in the order of the index beats sorting them. The planner does not
 * know how large a set is.
 */
async function mostContacts(tx: Transaction, { size }: SegmentMembers): Promise<boolean> {
  const rows = await tx.$queryRaw(
    Prisma.sql`select (${size}::int > 20000 and ${size}::int > reltuples / 3) as most from pg_class where oid = 'contact'::regclass`,
  );
  return z.array(z.object({ most: z.boolean() })).parse(rows)[0]?.most ?? false;
}

function loggedLines({ basis, layers }: SegmentMembers): Sql {
  return linesOfLayers(basis, layers, Prisma.sql`${lineColumns(basis)}, contact.company_name as sort_company`);
}

async function insertEntries(
  tx: Transaction,
  { user, now }: OperationContext,
  segment: SegmentToLog,
  logged: SegmentMembers,
  entryNo: number,
): Promise<void> {
  const inIndexOrder = await mostContacts(tx, logged);
  await holdDocuments(tx);
  if (inIndexOrder) await tx.$queryRaw(Prisma.sql`select set_config('enable_sort', 'off', true)`);
  // In one statement, so that what goes with a document is of the same moment as the document.
  const count = await tx.$executeRaw(Prisma.sql`
    with frozen as (${freezeAttachments(segment.id, entryNo)})
    insert into interaction_log_entry (contact_id, contact_no, contact_name, company_id, company_no, company_name, date, description, information_flow, initiated_by,
      cost_lcy, duration_min, interaction_group_code, interaction_template_code, language_code, campaign_no, campaign_entry_no, campaign_target, campaign_response,
      segment_no, logged_segment_entry_no, salesperson_code, correspondence_type, time_of_interaction, evaluation, attempt_failed, alt_address_code,
      document_id, subject, personal_text, user_id, logged_at)
    select contact_id, contact_no, name, company_id, company_no, company_name, line.date, line.description, information_flow, initiated_by,
      cost_lcy, duration_min, interaction_group_code, interaction_template_code, language_code, line.campaign_no, campaign_entry.entry_no, campaign_target,
      campaign_response, ${segment.segmentNo}, ${entryNo}::int, line.salesperson_code, correspondence_type, time_of_interaction, evaluation, attempt_failed,
      alt_address_code, document_id, line.subject, personal_text, ${user.id}, ${now}
    from (${loggedLines(logged)}) line
    left join campaign_entry on campaign_entry.logged_segment_entry_no = ${entryNo}::int and campaign_entry.campaign_no = line.campaign_no
    order by sort_company nulls first, company_no nulls first, type, name, contact_id, layer`);
  if (count !== logged.size) throw new Error(`${count} entries were written for ${logged.size} lines.`);
  if (inIndexOrder) await tx.$queryRaw(Prisma.sql`select set_config('enable_sort', 'on', true)`);
}
