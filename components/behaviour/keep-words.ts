import { countOf } from "@/components/ui/format";

/** How long rows are kept, in words. */
export function keptWords(keepDays: number | null, otherwise = "for ever"): string {
  return keepDays === null ? otherwise : `for ${countOf(keepDays, "day")}`;
}
