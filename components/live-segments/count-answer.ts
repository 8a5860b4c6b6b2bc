import { z } from "zod";

const path = z.string();

/** The exact numbers of a filter as they cross to the browser. */
export const filterCountSchema = z.object({
  total: z.int(),
  perNode: z.record(path, z.int()),
  funnel: z.array(z.int()),
  blocked: z.int(),
  excluded: z.int(),
  reachable: z.object({ email: z.int(), hard_copy: z.int(), phone: z.int() }),
  ms: z.number(),
});

const sampleSchema = z.array(z.object({ contactNo: z.string(), name: z.string(), companyName: z.string().nullable() }));

/** What the server answers to a count. */
export const countAnswerSchema = z.discriminatedUnion("state", [
  z.object({ state: z.literal("counted"), count: filterCountSchema, sample: sampleSchema }),
  z.object({ state: z.literal("counting"), jobId: z.string(), sample: sampleSchema }),
  z.object({ state: z.literal("superseded") }),
  z.object({ state: z.literal("refused"), message: z.string() }),
]);
export type CountAnswer = z.infer<typeof countAnswerSchema>;
/** Numbers, and a few of those who match. */
export type Counted = Pick<Extract<CountAnswer, { state: "counted" }>, "count" | "sample">;
