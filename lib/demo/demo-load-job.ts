import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";
import { err } from "@/lib/result";
import { demoMessage } from "./errors";
import { loadDemoCompany } from "./load-demo-company";

/** Loads the demo company for the administrator who asked. */
export const demoLoadJob = defineJob({
  kind: "demo.load",
  input: z.object({}),
  run: async (job) => {
    const context = await job.actAs();
    if (!context) return err({ code: "user_gone", message: "The person who asked for the demo company has no account any more." });
    const loaded = await loadDemoCompany(context);
    return loaded.ok ? loaded : err({ code: loaded.error.code, message: demoMessage(loaded.error) });
  },
});
