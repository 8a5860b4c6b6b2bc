import type { OperationContext } from "@/lib/access/operation";
import type { Sql } from "@/lib/db/sql";
import type { Filter } from "@/lib/filters/schema";
import { compileFilter } from "@/lib/filters/to-sql";
import { err, ok, type Result } from "@/lib/result";
import type { SegmentationError } from "./errors";

/** A filter as a condition over `contact`, as of the context's time and user; null when it has no conditions at all. */
export function predicateOf(filter: Filter, context: OperationContext): Result<Sql | null, SegmentationError> {
  if (filter.kind === "all" && filter.of.length === 0) return ok(null);
  const compiled = compileFilter(filter, context);
  return compiled.ok ? compiled : err({ code: "filter_refused", error: compiled.error });
}
