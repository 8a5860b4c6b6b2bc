import type { OperationContext } from "@/lib/access/operation";
import { compileMatched, type Matched } from "@/lib/filters/matched";
import type { Filter } from "@/lib/filters/schema";
import type { Ask } from "@/lib/maintained-sets/definitions";
import { withMembers } from "@/lib/maintained-sets/with-members";
import { err, ok, type Result } from "@/lib/result";
import type { SegmentationError } from "./errors";

/**
 * Whom a filter finds, as of the context's time and user; null when it has no conditions at all, which is everybody. Asks, where the statement will
 * run, for the live segments that it speaks of.
 */
export async function matchedBy(ask: Ask, filter: Filter, context: OperationContext): Promise<Result<Matched | null, SegmentationError>> {
  if (filter.kind === "all" && filter.of.length === 0) return ok(null);
  const compiled = compileMatched(filter, await withMembers(ask, context, filter));
  return compiled.ok ? compiled : err({ code: "filter_refused", error: compiled.error });
}
