import { channelName } from "@/components/segments/channel-words";
import { countOf, formatNumber } from "@/components/ui/format";
import { StatNumber } from "@/components/ui/stat-number";
import type { LoggedSegment } from "@/lib/logging/types";

const fills = { hard_copy: "bg-kept-fill", email: "bg-added-fill", phone: "bg-compound", none: "bg-line-strong" } as const;

/** The numbers of a logged segment in one strip: entries, how many count, and the channels laid flat. */
export function LoggedNumbers({ logged }: { logged: LoggedSegment }) {
  const { entries, canceledEntries, channels, campaignEntryRows } = logged;
  return (
    <div className="flex flex-none flex-wrap items-center gap-x-8 gap-y-3 border-b border-line bg-sunken px-4 py-3">
      <StatNumber value={formatNumber(entries)} label={entries === 1 ? "interaction" : "interactions"} />
      <StatNumber
        value={formatNumber(entries - canceledEntries)}
        label={canceledEntries > 0 ? `counted, ${formatNumber(canceledEntries)} canceled` : "counted"}
        tone={canceledEntries > 0 ? "removed" : "plain"}
      />
      <StatNumber
        value={formatNumber(campaignEntryRows.length)}
        label={campaignEntryRows.length === 1 ? "campaign entry" : "campaign entries"}
      />
      {entries > 0 ? (
        <div className="min-w-56 flex-1">
          <div aria-hidden className="flex h-2 gap-0.5 overflow-hidden rounded-[3px]">
            {channels.map(({ channel, entries: count }) => (
              <i key={channel ?? "none"} className={fills[channel ?? "none"]} style={{ flex: count }} />
            ))}
          </div>
          <ul aria-label="Entries by channel" className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2">
            {channels.map(({ channel, entries: count }) => (
              <li key={channel ?? "none"} className="num flex items-center gap-1.5">
                <i aria-hidden className={`size-2 rounded-[2px] ${fills[channel ?? "none"]}`} />
                {channel === null
                  ? countOf(count, "entry without a channel", "entries without a channel")
                  : `${channelName(channel)} ${formatNumber(count)}`}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
