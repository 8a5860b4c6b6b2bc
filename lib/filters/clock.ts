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
};
