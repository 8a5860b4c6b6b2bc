import { z } from "zod";
import type { RawSearch } from "@/components/ui/search-params";

const addressSchema = z.object({
  after: z
    .string()
    .regex(/^\d{1,17}\.\d{1,18}$/)
    .nullable()
    .default(null)
    .catch(null),
});

/** Reads where in a history its page begins; what makes no sense counts as not given. */
export function parseHistoryAddress(search: RawSearch): z.output<typeof addressSchema> {
  return addressSchema.parse(search);
}
