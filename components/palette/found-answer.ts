import { z } from "zod";
import { thingKinds, thingSchema } from "@/lib/habits/schema";

/** What the route of the palette answers. */
export const foundAnswerSchema = z.object({
  found: z.array(z.object({ kind: z.enum(thingKinds), things: z.array(thingSchema), total: z.int(), orMore: z.boolean() })),
  recent: z.array(thingSchema),
});
export type FoundAnswer = z.output<typeof foundAnswerSchema>;
