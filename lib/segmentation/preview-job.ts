import { defineJob } from "@/lib/jobs/define-job";
import { err } from "@/lib/result";
import { countPreview } from "./count-preview";
import { previewCriteriaSchema } from "./criteria-schema";
import { segmentationMessage } from "./errors";

const longestMs = 600_000;

/** Goes on with a preview that takes more than two seconds. Its result is a PreviewNumbers; a newer preview of the dialog ends it. */
export const previewJob = defineJob({
  kind: "segment.preview",
  input: previewCriteriaSchema,
  attempts: 2,
  run: async ({ actAs, progress }, request) => {
    const context = await actAs();
    if (!context) return err({ code: "user_gone", message: "The person who asked is not there any more." });
    await progress(0, null, "Counting");
    const counted = await countPreview(context, request, longestMs);
    if (counted.ok) return counted;
    const { error } = counted;
    if (error.code === "timed_out") return err({ code: error.code, message: "Counting took longer than ten minutes and was stopped." });
    return err({ code: error.code, message: segmentationMessage(error) });
  },
});
