import { formatInstant } from "@/components/ui/format";

type NextTimesProps = { times: readonly Date[]; timeZone: string; className?: string | undefined };

const weekdays = new Map<string, Intl.DateTimeFormat>();
function weekdayAt(time: Date, timeZone: string): string {
  const known = weekdays.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", { weekday: "short", timeZone });
  weekdays.set(timeZone, known);
  return known.format(time);
}

/** The next times at which a schedule is due, by its own clocks. */
export function NextTimes({ times, timeZone, className }: NextTimesProps) {
  if (times.length === 0) return <p className={`text-ink-3 ${className ?? ""}`}>There is no time left at which it is due.</p>;
  return (
    <ol aria-label="Next times" className={`flex flex-wrap gap-x-4 gap-y-0.5 text-ink-2 ${className ?? ""}`}>
      {times.map((time) => (
        <li key={time.getTime()} className="num whitespace-nowrap">
          {weekdayAt(time, timeZone)}, {formatInstant(time, timeZone)}
        </li>
      ))}
    </ol>
  );
}
