import type { Sql } from "@/lib/db/sql";
import type { Only } from "./only";

/**
 * The moment a filter is evaluated at: `now` is the instant, `today` the calendar day in `timeZone`, `workDate` the user's own working day.
 * An operation's context is one. `user` is who `%me` stands for; without it `%me` is refused.
 */
export type FilterClock = {
  now: Date;
  today: string;
  workDate: string;
  timeZone: string;
  user?: { id: string; salespersonCode: string | null };
  /** The live segments that a filter speaks of, by number: a query of the ids of their members as of the statement it stands in. */
  live?: ReadonlyMap<string, (only: Only | null) => Sql>;
};
