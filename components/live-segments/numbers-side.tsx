import { classNames } from "@/components/ui/class-names";
import { formatNumber } from "@/components/ui/format";
import { TextLink } from "@/components/ui/text-link";
import type { FilterNumbers } from "./use-filter-count";

const channels = [
  ["email", "E-mail"],
  ["hard_copy", "Hard Copy"],
  ["phone", "Phone"],
] as const;

function sizeWords(isOne: boolean, isLive: boolean): string {
  if (isLive) return isOne ? "member now" : "members now";
  return isOne ? "matches now" : "match now";
}

/** The exact size of what is edited, who of them can be reached, and a few of them by name. */
export function NumbersSide({ numbers, timeZone, isLive }: { numbers: FilterNumbers; timeZone: string; isLive: boolean }) {
  const { counted, counting, problem } = numbers;
  const count = counted?.count;
  return (
    <div
      aria-busy={counting || undefined}
      className={classNames("transition-opacity duration-(--t-quick)", counting && counted && "opacity-60")}
    >
      <section aria-label="Size" className="border-b border-line-soft px-6 py-4 max-sm:px-4">
        <p className="flex items-end gap-2">
          <b className="num text-[2.25rem]/9 font-[560] tracking-[-0.04em]">{count ? formatNumber(count.total) : "—"}</b>
          <span className="flex-1 pb-0.5 text-ink-2">{sizeWords(count?.total === 1, isLive)}</span>
          {count && !counting ? (
            <span className="num mb-1 rounded-sm bg-accent-tint px-1.5 text-xs font-medium text-accent">{`exact, ${formatNumber(Math.round(count.ms))} ms`}</span>
          ) : null}
        </p>
        <p role="status" className="mt-1.5 text-xs text-pretty text-ink-3">
          {problem ? <span className="text-danger">{problem}</span> : counting && !counted ? "Counting" : `Time zone ${timeZone}.`}
        </p>
      </section>
      <section aria-label="Reach" className="border-b border-line-soft px-6 py-4 max-sm:px-4">
        <h2 className="mb-2 text-xs font-semibold text-ink-2">Can be reached</h2>
        <dl className="grid gap-1.5">
          {channels.map(([key, label]) => {
            const reached = count?.reachable[key];
            return (
              <div key={key} className="grid grid-cols-[6rem_minmax(0,1fr)_3.5rem] items-center gap-2.5">
                <dt>{label}</dt>
                <dd aria-hidden className="h-1.5 rounded-full bg-track">
                  <i
                    className="block h-full rounded-full bg-kept-fill"
                    style={{ width: count?.total ? `${(100 * (reached ?? 0)) / count.total}%` : 0 }}
                  />
                </dd>
                <dd className="num text-right">{formatNumber(reached)}</dd>
              </div>
            );
          })}
          <div className="flex justify-between text-ink-2">
            <dt>Privacy blocked, or minors without consent</dt>
            <dd className="num">{formatNumber(count?.blocked)}</dd>
          </div>
          <div className="flex justify-between text-ink-2">
            <dt>Excluded from segments</dt>
            <dd className="num">{formatNumber(count?.excluded)}</dd>
          </div>
        </dl>
      </section>
      <section aria-label="Sample" className="px-6 py-4 max-sm:px-4">
        <h2 className="mb-1.5 text-xs font-semibold text-ink-2">For example</h2>
        {counted && counted.sample.length === 0 ? <p className="text-ink-3">Nobody matches.</p> : null}
        <ul>
          {counted?.sample.map(({ contactNo, name, companyName }) => (
            <li key={contactNo} className="grid h-[26px] grid-cols-2 items-center gap-2.5 pointer-coarse:h-11">
              <TextLink href={`/contacts/${encodeURIComponent(contactNo)}`} className="truncate">
                {name}
              </TextLink>
              <span className="truncate text-ink-3">{companyName === name ? null : companyName}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
