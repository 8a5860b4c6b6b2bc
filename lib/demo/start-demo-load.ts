import { z } from "zod";
import { operation } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { addJob } from "@/lib/jobs/add-job";
import { err, ok } from "@/lib/result";
import { demoLoadJob } from "./demo-load-job";
import type { DemoError } from "./errors";
import { demoState, lockDemoLoading } from "./load-demo-company";

/**
 * Starts loading the demo company as a job and answers with the job's id; a second press finds the job that runs already.
 * Refused with `contacts_exist` or `demo_loaded`.
 */
export const startDemoLoad = operation({
  name: "demo.startLoad",
  needs: "setup",
  input: z.object({}),
  run: (context) =>
    inTransaction<{ jobId: string }, DemoError>(context.db, async (tx) => {
      await lockDemoLoading(tx);
      const [open] = await tx.$queryRaw<{ id: string }[]>(
        Prisma.sql`select id::text from job where kind = ${demoLoadJob.kind} and state in ('waiting', 'running') limit 1`,
      );
      if (open) return ok({ jobId: open.id });
      const state = await demoState(tx);
      if (state.loaded) return err({ code: "demo_loaded" });
      if (state.contacts > 0) return err({ code: "contacts_exist", contacts: state.contacts });
      return ok({
        jobId: await addJob(
          tx,
          demoLoadJob,
          {},
          { title: "Load the demo company", subjectKind: "demo", subjectKey: "CRONUS", userId: context.user.id },
        ),
      });
    }),
});
