import { defineJob } from "@/lib/jobs/define-job";
import { err } from "@/lib/result";
import { countNodes } from "./count-nodes";
import { liveSegmentMessage } from "./errors";
import { countFilterSchema } from "./schema";

const longestMs = 600_000;

/** Goes on with a count that takes more than two seconds. Its result is a FilterCount; a newer count of the dialog ends it. */
export const countJob = defineJob({
  kind: "liveSegment.count",
  input: countFilterSchema,
  attempts: 2,
  run: async ({ actAs, progress }, request) => {
    const context = await actAs();
    if (!context) return err({ code: "user_gone", message: "The person who asked is not there any more." });
    await progress(0, null, "Counting");
    const counted = await countNodes(context, request, longestMs);
    if (counted.ok) return counted;
    const { error } = counted;
    if (error.code === "timed_out") return err({ code: error.code, message: "Counting took longer than ten minutes and was stopped." });
    return err({ code: error.code, message: liveSegmentMessage(error) });
  },
});
