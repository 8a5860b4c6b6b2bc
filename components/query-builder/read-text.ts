import type { FilterClock } from "@/lib/filters/clock";
import { filterMessage } from "@/lib/filters/errors";
import { resolveFilter } from "@/lib/filters/resolve";
import { type Filter, filterSchema } from "@/lib/filters/schema";
import { err, ok, type Result } from "@/lib/result";

/** The filter a text stands for; else what is wrong with it, and where. */
export function readText(text: string, clock: FilterClock): Result<Filter, string> {
  const json = parse(text);
  if (!json.ok) return json;
  const filter = filterSchema.safeParse(json.value);
  if (!filter.success) {
    const [issue] = filter.error.issues;
    const path = issue?.path.join(".");
    return err(`${path ? `At ${path}: ` : ""}${issue?.message ?? "This is no filter."}`);
  }
  const resolved = resolveFilter(filter.data, clock);
  return resolved.ok ? ok(filter.data) : err(filterMessage(resolved.error));
}

/** Browsers tell the place of a mistake each in their own words, which stand as they are. */
function parse(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "";
    return err(`This cannot be read as JSON: ${why}.`);
  }
}
