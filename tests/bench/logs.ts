import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { startWorker } from "@/lib/jobs/worker";
import { checkSegment } from "@/lib/logging/check-segment";
import { logJob } from "@/lib/logging/log-job";
import { startLog } from "@/lib/logging/start-log";
import { timesTheTime } from "./budgets";
import { generateInteractions } from "./generate-relations";
import { type Measured, sideBySide, timed } from "./measure";
import { everybody, givenSegment, value } from "./segments";
import type { BenchWorld } from "./world";

const sql = `insert into interaction_log_entry (contact_id, contact_no, contact_name, company_id, company_no, company_name, date, description, information_flow, initiated_by,
    interaction_group_code, interaction_template_code, segment_no, logged_segment_entry_no, salesperson_code, correspondence_type, user_id, logged_at)
  select id, contact_no, name, company_id, company_no, case when type = 'company' then name else company_name end, current_date, 'Bench', 'outbound', 'us',
    'LETTER', 'BUS', 'SM', 0, 'S01', 'hard_copy', 'bench', now()
  from contact where not privacy_blocked and not minor and not exclude_from_segment`;

/**
 * Checks and logs a segment of everybody, by a worker, against writing the same entries into the same table. Before each of
 * them the journal is put back to the interactions there were.
 */
export async function* benchLog(world: BenchWorld): AsyncGenerator<Measured> {
  const { context, db, size, times } = world;
  const worker = await startWorker(db, [logJob]);
  try {
    const plain = async () => {
      await putBack(world);
      return timed(() => db.pool.query(sql));
    };
    const ours = async () => {
      const segmentNo = await givenSegment(context, everybody);
      await putBack(world);
      return timed(async () => {
        const check = await checkSegment(context, { segmentNo });
        if (!check) throw new Error("The segment is gone.");
        const { version, interactions: expected } = check;
        const { jobId } = value(await startLog(context, { segmentNo, version, expected }));
        while (!(await isDone(world, jobId))) await sleep(3);
      });
    };
    const [plainMs, ms] = await sideBySide(size > 500_000 ? Math.min(times, 3) : times, plain, ours);
    const baseline = { sql, ms: plainMs };
    yield { work: "log everybody, checks included", value: ms, baseline, ...timesTheTime(baseline, 2) };
  } finally {
    await worker.stop();
  }
}

async function putBack({ db }: BenchWorld): Promise<void> {
  await db.pool.query("truncate interaction_log_entry cascade");
  await generateInteractions(db.pool);
  await db.pool.query("checkpoint");
}

async function isDone({ db }: BenchWorld, jobId: string): Promise<boolean> {
  const { rows } = await db.pool.query("select state::text, error from job where id = $1", [jobId]);
  const [{ state, error }] = z.tuple([z.object({ state: z.string(), error: z.unknown() })]).parse(rows);
  if (state === "failed") throw new Error(`The log failed: ${JSON.stringify(error)}`);
  return state === "done";
}
