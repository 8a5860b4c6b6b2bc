import type { OperationContext } from "@/lib/access/operation";
import { compileMatched, type Matched } from "@/lib/filters/matched";
import type { Filter } from "@/lib/filters/schema";
import { err, ok, type Result } from "@/lib/result";
import type { SegmentationError } from "./errors";

/** Whom a filter finds, as of the context's time and user; null when it has no conditions at all, which is everybody. */
export function matchedBy(filter: Filter, context: OperationContext): Result<Matched | null, SegmentationError> {
  if (filter.kind === "all" && filter.of.length === 0) return ok(null);
  const compiled = compileMatched(filter, context);
  return compiled.ok ? compiled : err({ code: "filter_refused", error: compiled.error });
}
