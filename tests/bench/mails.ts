import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { createTransport } from "nodemailer";
import { z } from "zod";
import { inTransaction } from "@/lib/db/transaction";
import { changeMailSetup } from "@/lib/delivery/mail-setup";
import { addSendJob } from "@/lib/delivery/send-job";
import { ok } from "@/lib/result";
import { timesTheTime } from "./budgets";
import { type Measured, timed } from "./measure";
import { startBenchWorker } from "./processes";
import { value } from "./segments";
import type { BenchWorld } from "./world";

const mails = 10_000;

const queue = `
  with logged as (
    insert into logged_segment (segment_no, description, created_on, logged_at, user_name, no_of_interactions)
    values ('MAILS', 'Bench of mails', current_date, now(), 'Bench', $1) returning entry_no),
  run as (
    insert into delivery_run (logged_segment_entry_no, send_at, user_name, created_at) select entry_no, now(), 'Bench', now() from logged
    returning logged_segment_entry_no as entry_no),
  entries as (
    insert into interaction_log_entry (contact_id, contact_no, contact_name, date, description, correspondence_type, logged_segment_entry_no, logged_at)
    select c.id, c.contact_no, c.name, current_date, 'Bench of mails', 'email', logged.entry_no, now()
    from logged cross join (select id, contact_no, name from contact
      where email is not null and not privacy_blocked and not (minor and not parental_consent_received) order by id limit $1) c
    returning entry_no)
  insert into delivery (logged_segment_entry_no, entry_no, channel, due_at) select run.entry_no, entries.entry_no, 'email', now() from run, entries
  returning logged_segment_entry_no as "entryNo"`;
const sql = `nodemailer's pool of 5 connections, ${mails} messages of the same size, nothing written down`;

/** Sends ten thousand e-mails by a worker to a mail server on this machine, against nodemailer alone doing so. */
export async function* benchMails({ db, context, folder }: BenchWorld): AsyncGenerator<Measured> {
  const sink = spawn(process.execPath, ["--import", "tsx", "tests/bench/smtp-sink.ts"], { stdio: ["ignore", "pipe", "inherit"] });
  const [said] = await once(sink.stdout, "data");
  const port = Number(String(said).trim());
  const setup = { host: "127.0.0.1", port, security: "none" as const, fromAddress: "bench@winnow.test" };
  value(await changeMailSetup(context, setup));
  Object.assign(process.env, { WINNOW_URL: "https://winnow.test", WINNOW_SECRET: "of a bench, with thirty-two characters" }); // for links
  const worker = await startBenchWorker(db.url, folder, "mails");
  try {
    const plainMs = await timed(() => sendPlainly(port));
    const { rows } = await db.pool.query(queue, [mails]);
    const [{ entryNo }] = z.tuple([z.object({ entryNo: z.int() })], z.unknown()).parse(rows);
    const ms = await timed(async () => {
      await inTransaction(db, async (tx) => ok(await addSendJob(tx, entryNo, context.user.id)));
      while (!(await isOver(db.pool, entryNo))) await sleep(100);
    });
    const baseline = { sql, ms: plainMs };
    yield { work: "send 10,000 e-mails", value: ms, baseline, ...timesTheTime(baseline, 3) };
  } finally {
    await worker.stop();
    sink.kill();
  }
}

async function sendPlainly(port: number): Promise<void> {
  const transport = createTransport({
    host: "127.0.0.1",
    port,
    pool: true,
    maxConnections: 5,
    maxMessages: Number.POSITIVE_INFINITY,
    ignoreTLS: true,
  });
  const message = { from: "bench@winnow.test", subject: "Bench of mails", text: "Bench of mails", html: "<p>Bench of mails</p>" };
  await Promise.all(Array.from({ length: mails }, (_, n) => transport.sendMail({ ...message, to: `n${n}@bench.test` })));
  transport.close();
}

async function isOver(pool: BenchWorld["db"]["pool"], entryNo: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    "select from delivery where logged_segment_entry_no = $1 and state in ('waiting', 'sending') limit 1",
    [entryNo],
  );
  return rowCount === 0;
}
