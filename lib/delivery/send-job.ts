import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type AuthSettings, authSettings } from "@/lib/access/auth-settings";
import { unreadableWords } from "@/lib/consent/unreachable-words";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { returnPathOf } from "@/lib/echoes/return-path";
import { logFault } from "@/lib/faults/log-fault";
import { addJob } from "@/lib/jobs/add-job";
import { Again, defineJob, type JobContext, type JobOutcome } from "@/lib/jobs/define-job";
import { ok } from "@/lib/result";
import { storeArtefacts } from "./artefacts";
import { type Batch, type Claimant, type Claimed, claimBatch, markContent, takeOver } from "./claim";
import { compose } from "./compose";
import { deliveryMessage } from "./errors";
import { findMailServer } from "./mail-server";
import { type Outcome, pauseAfterTroubleMs } from "./outcome";
import { runSchema } from "./schema";
import { giveBack, settle } from "./settle";
import { SmtpLane } from "./smtp";
import type { Artefact, MailServer, WayBack } from "./types";

/** Connections that one job keeps to the server. */
const lanesPerJob = 5;
/** After so long the job lets others have their turn and comes back. */
const sliceMs = 20_000;

export const sendSubject = "delivery";

/**
 * Sends the e-mails of one logged segment that are due: claims some, looks whom of them it may still reach, writes down what each gets,
 * and hands one after another to the mail server. Begun again after a kill at any point, it goes on with what waits; what was handed
 * over without an answer is *unknown* and asks a person. It comes back when its messages, its rate or a server that was away say so.
 */
export const sendJob = defineJob({ kind: "delivery.send", input: runSchema, run: (job, input) => work(job, input.loggedSegmentEntryNo) });

async function work(job: JobContext, loggedSegmentEntryNo: number): Promise<JobOutcome> {
  const { db, signal } = job;
  const claimant = { loggedSegmentEntryNo, jobId: job.job.id, claimId: randomUUID() };
  await takeOver(db, claimant);
  const server = await findMailServer(db.prisma);
  if (!server.ok) return inTrouble(db, loggedSegmentEntryNo, deliveryMessage(server.error));
  const settings = settingsHere();
  if (!settings) return inTrouble(db, loggedSegmentEntryNo, noSettings);
  const wayBack = await findWayBack(db, loggedSegmentEntryNo, settings);
  const counted = await countOver(db, loggedSegmentEntryNo);
  let done = counted.over;
  await job.progress(done, counted.total, null);
  const all = Array.from({ length: lanesPerJob }, () => new SmtpLane(server.value));
  const lanes = new Set(all);
  const until = Date.now() + sliceMs;
  try {
    while (Date.now() < until) {
      signal.throwIfAborted();
      const batch = await claimBatch(db, claimant, server.value, settings);
      if (batch.unreadable.length > 0)
        return await inTrouble(db, loggedSegmentEntryNo, `${unreadableWords(batch.unreadable)} Nothing is sent until then.`);
      if (batch.pace.most === 0) return new Again(new Date(Date.now() + batch.pace.firstMs - 500));
      if (batch.claimed.length === 0 && batch.skipped === 0) return await whatNext(db, loggedSegmentEntryNo);
      done += batch.skipped;
      const trouble = await sendBatch(job, claimant, server.value, wayBack, lanes, batch, async () => {
        done += 1;
        await job.progress(done, counted.total);
      });
      if (trouble !== null) return await inTrouble(db, loggedSegmentEntryNo, trouble);
      if (batch.claimed.length > 0) await outOfTrouble(db, loggedSegmentEntryNo);
    }
    return new Again(new Date());
  } finally {
    for (const lane of all) lane.end();
  }
}

/**
 * Sends what was claimed, over all lanes. One that gets no connection leaves `lanes`, as some servers take fewer at a time. Answers what is
 * wrong with the server when none is left or no message came through to it.
 */
async function sendBatch(
  job: JobContext,
  claimant: Claimant,
  server: MailServer,
  wayBack: WayBack,
  lanes: Set<SmtpLane>,
  { claimed, pace }: Batch,
  onSettled: () => Promise<void>,
): Promise<string | null> {
  const { db, signal } = job;
  const begun = Date.now();
  const artefacts = await storeArtefacts(db, claimed, server, wayBack);
  const queue = claimed.entries();
  let failure: string | null = null;
  let through = 0;
  const work = async (lane: SmtpLane) => {
    for (const [at, delivery] of queue) {
      const waitMs = pace.gapMs === 0 ? 0 : begun + pace.firstMs + at * pace.gapMs - Date.now();
      if (waitMs > 0) await sleep(waitMs);
      if (signal.aborted) return;
      const artefact = artefacts.get(delivery.deliveryNo);
      const outcome = artefact ? await sendOne(db, claimant.claimId, server, wayBack, lane, delivery, artefact) : unwritten;
      if (outcome.kind === "claim_lost") return; // paused or stopped, and so are the others; those that are still ours are given back
      await settle(db, claimant.claimId, delivery, outcome);
      if (outcome.kind === "no_server") {
        lanes.delete(lane);
        failure = outcome.answer;
        return;
      }
      through += 1;
      await onSettled();
    }
  };
  const lanesDone = await Promise.allSettled([...lanes].map(work));
  await giveBack(db, claimant.claimId);
  for (const lane of lanesDone) if (lane.status === "rejected") throw lane.reason;
  return lanes.size === 0 || through === 0 ? failure : null;
}

/** Nobody's fault but ours: said of the one message, while the others go on. */
const unwritten: Outcome = { kind: "refused", answer: "The message could not be written. The log of the worker names the cause." };

async function sendOne(
  db: Database,
  claimId: string,
  server: MailServer,
  { bounceAddress, settings }: WayBack,
  lane: SmtpLane,
  { deliveryNo, messageId, address }: Claimed,
  artefact: Artefact,
): Promise<Outcome> {
  const envelope = { from: server.fromAddress, to: address };
  let message: Buffer;
  try {
    message = await compose(artefact, envelope, messageId, new Date());
  } catch (error) {
    logFault(`writing the message of delivery ${deliveryNo}`, error);
    return unwritten;
  }
  const from = bounceAddress === null ? envelope.from : returnPathOf(bounceAddress, deliveryNo, messageId, settings.secret);
  return lane.send(message, { ...envelope, from }, () => markContent(db, claimId, deliveryNo));
}

const noSettings =
  "The worker does not know the address of Winnow: WINNOW_URL and WINNOW_SECRET have to be set where it runs, as for the web server.";

/** Each message carries a link back to us; a worker that does not know our address sends none. */
function settingsHere(): AuthSettings | null {
  try {
    return authSettings(process.env);
  } catch (error) {
    if (error instanceof z.ZodError) return null;
    throw error;
  }
}

const wayBackSchema = z.tuple([z.object({ opens: z.boolean(), clicks: z.boolean(), bounceAddress: z.string().nullable() })]);

/** What is counted was chosen with the run; where bounces go is the same for all. */
async function findWayBack(db: Database, loggedSegmentEntryNo: number, settings: AuthSettings): Promise<WayBack> {
  const { rows } = await db.pool.query(
    `select coalesce(run.count_opens, false) as opens, coalesce(run.count_clicks, false) as clicks, setup.bounce_address as "bounceAddress"
     from echo_setup setup left join delivery_run run on run.logged_segment_entry_no = $1 where setup.id = 1`,
    [loggedSegmentEntryNo],
  );
  const [{ bounceAddress, ...counting }] = wayBackSchema.parse(rows);
  return { counting, bounceAddress, settings };
}

const countedSchema = z.tuple([z.object({ total: z.int(), over: z.int() })]);

async function countOver(db: Database, loggedSegmentEntryNo: number): Promise<{ total: number; over: number }> {
  const { rows } = await db.pool.query(
    `select count(*)::int as total, (count(*) filter (where state not in ('waiting', 'sending')))::int as over
     from delivery where logged_segment_entry_no = $1 and channel = 'email'`,
    [loggedSegmentEntryNo],
  );
  return countedSchema.parse(rows)[0];
}

const nextSchema = z.tuple([z.object({ at: z.coerce.date().nullable() })]);

/** Nothing is due: the job ends when nothing will be, or when people have to let it go on, else it comes back at the next moment. */
async function whatNext(db: Database, loggedSegmentEntryNo: number): Promise<JobOutcome> {
  const { rows } = await db.pool.query(
    `select least(
       (select case when count(*) > 0 then greatest(run.send_at, min(due_at)) end from delivery where logged_segment_entry_no = $1 and state = 'waiting'
         and run.paused_at is null and run.held_at is null),
       (select min(claimed_until) from delivery where logged_segment_entry_no = $1 and state = 'sending')) as at
     from delivery_run run where run.logged_segment_entry_no = $1`,
    [loggedSegmentEntryNo],
  );
  const at = rows.length === 0 ? null : nextSchema.parse(rows)[0].at;
  return at ? new Again(at) : ok(null);
}

const troubleSchema = z.tuple([z.object({ count: z.int() })]);

/** Nothing can be sent for now, through no fault of any message: said on the page, and tried again after a while. */
async function inTrouble(db: Database, loggedSegmentEntryNo: number, trouble: string): Promise<JobOutcome> {
  const { rows } = await db.pool.query(
    `update delivery_run set trouble = $2, trouble_count = trouble_count + 1 where logged_segment_entry_no = $1 returning trouble_count as count`,
    [loggedSegmentEntryNo, trouble],
  );
  if (rows.length === 0) return ok(null);
  return new Again(new Date(Date.now() + pauseAfterTroubleMs(troubleSchema.parse(rows)[0].count)));
}

async function outOfTrouble(db: Database, loggedSegmentEntryNo: number): Promise<void> {
  await db.pool.query(
    "update delivery_run set trouble = null, trouble_count = 0 where logged_segment_entry_no = $1 and trouble is not null",
    [loggedSegmentEntryNo],
  );
}

const headingSchema = z.tuple([z.object({ description: z.string(), sendAt: z.coerce.date() })]);

/** Adds the job that sends a run, for its time. A second one beside it does no harm: each message has one claim. */
export async function addSendJob(tx: Transaction, loggedSegmentEntryNo: number, userId: string): Promise<string> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select logged.description, run.send_at as "sendAt" from delivery_run run join logged_segment logged on logged.entry_no = run.logged_segment_entry_no
    where run.logged_segment_entry_no = ${loggedSegmentEntryNo}`);
  const [{ description, sendAt }] = headingSchema.parse(rows);
  const heading = {
    title: `Send ${description}`,
    subjectKind: sendSubject,
    subjectKey: String(loggedSegmentEntryNo),
    userId,
    runAt: sendAt,
  };
  return addJob(tx, sendJob, { loggedSegmentEntryNo }, heading);
}
