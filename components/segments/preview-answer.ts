import { z } from "zod";
import { countOf } from "@/components/ui/format";
import { type Criteria, type PreviewCriteria, stepNumbersSchema } from "@/lib/segmentation/criteria-schema";
import type { OptionEffects, PreviewNumbers } from "@/lib/segmentation/stack-types";

const count = z.int().min(0);

/** The numbers as the preview and the job that goes on with it answer them. */
export const previewNumbersSchema: z.ZodType<PreviewNumbers> = z.object({
  step: count,
  numbers: stepNumbersSchema,
  found: z.object({ matching: count, alreadyThere: count, refusedExcluded: count, refusedBlocked: count }),
  sample: z.array(z.object({ contactNo: z.string(), name: z.string(), companyName: z.string().nullable() })),
  removedByHand: z.array(z.object({ step: count, count })),
  ms: z.number(),
});

const effectsSchema: z.ZodType<OptionEffects> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("add"),
    expandCompanies: z.int(),
    relatedCompanies: z.int(),
    ignoreExclusion: z.int(),
    allowExisting: z.int(),
  }),
  z.object({ kind: z.enum(["reduce", "refine"]), entireCompanies: z.int() }),
]);

/** What the preview of a dialog answers, over the wire. */
const answerSchema = z.discriminatedUnion("state", [
  z.object({ state: z.literal("counted"), preview: previewNumbersSchema }),
  z.object({ state: z.literal("counting"), jobId: z.string() }),
  z.object({ state: z.literal("superseded") }),
  z.object({ state: z.literal("refused"), message: z.string() }),
]);
export type PreviewAnswer = z.infer<typeof answerSchema>;

const problemSchema = z.object({ error: z.object({ message: z.string() }) });

/** Asks the server for the numbers of a criteria action. Aborting stops the count in the database as well. */
export async function requestPreview(request: PreviewCriteria, signal: AbortSignal): Promise<PreviewAnswer> {
  const answer = await post(
    `/api/segments/${encodeURIComponent(request.segmentNo)}/preview`,
    { dialogId: request.dialogId, criteria: request.criteria, inPlaceOf: request.inPlaceOf ?? null },
    signal,
  );
  if (answer.ok) return answerSchema.parse(answer.body);
  return { state: "refused", message: answer.message };
}

/** Asks what each option would change; null when that cannot be told just now. */
export async function requestOptionEffects(
  segmentNo: string,
  dialogId: string,
  criteria: Criteria,
  inPlaceOf: number | null,
  signal: AbortSignal,
): Promise<OptionEffects | null> {
  const answer = await post(`/api/segments/${encodeURIComponent(segmentNo)}/option-effects`, { dialogId, criteria, inPlaceOf }, signal);
  if (!answer.ok) return null;
  const parsed = effectsSchema.safeParse(answer.body);
  return parsed.success ? parsed.data : null;
}

async function post(
  address: string,
  body: unknown,
  signal: AbortSignal,
): Promise<{ ok: true; body: unknown } | { ok: false; message: string }> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
    cache: "no-store",
  });
  const answer: unknown = await response.json();
  if (response.ok) return { ok: true, body: answer };
  const problem = problemSchema.safeParse(answer);
  return { ok: false, message: problem.success ? problem.data.error.message : "The numbers could not be counted." };
}

/** "3 of the 60 were removed by hand in step 5.": those who would come in again although somebody took them off. */
export function removedByHandWords(removedByHand: PreviewNumbers["removedByHand"], added: number): string | null {
  const total = removedByHand.reduce((sum, each) => sum + each.count, 0);
  if (total === 0) return null;
  const steps = removedByHand.map((each) => each.step);
  const where = steps.length === 1 ? `step ${steps[0]}` : `steps ${steps.slice(0, -1).join(", ")} and ${steps.at(-1)}`;
  return `${countOf(total, "contact")} of the ${added.toLocaleString("en-GB")} ${total === 1 ? "was" : "were"} removed by hand in ${where}.`;
}
