import { segmentsIn } from "@/lib/filters/reads";
import type { Filter } from "@/lib/filters/schema";
import type { FilterClock } from "@/lib/filters/to-sql";
import { type Ask, readDefinitions } from "./definitions";
import { membersByNumber } from "./members-now";

/**
 * The clock for compiling filters that may speak of live segments, whose members are then exact in the snapshot of the statement they stand in. Asks
 * nothing where no segment is named.
 */
export async function withMembers<Clock extends FilterClock>(ask: Ask, clock: Clock, ...filters: readonly Filter[]): Promise<Clock> {
  const named = filters.flatMap(segmentsIn);
  if (named.length === 0) return clock;
  const definitions = await readDefinitions(ask, named);
  return { ...clock, live: membersByNumber({ definitions, now: clock.now }) };
}
