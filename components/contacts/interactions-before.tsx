import { channelWords } from "@/components/consent/consent-words";
import { formatDay } from "@/components/ui/format";
import type { CorrespondenceType } from "@/lib/segmentation/types";

export type InteractionBefore = {
  entryNo: number;
  date: string;
  description: string;
  channel: CorrespondenceType | null;
  canceled: boolean;
};

/** The last interactions, newest first; canceled ones struck out. */
export function InteractionsBefore({ entries }: { entries: readonly InteractionBefore[] }) {
  return (
    <ul className="grid gap-[7px]">
      {entries.map((entry) => (
        <li key={entry.entryNo} className="grid grid-cols-[84px_minmax(0,1fr)] gap-x-2.5">
          <span className="num text-ink-3">{formatDay(entry.date)}</span>
          <span className={entry.canceled ? "text-ink-3 line-through" : undefined}>
            {[entry.description, entry.channel && channelWords[entry.channel]].filter(Boolean).join(", ")}
          </span>
        </li>
      ))}
    </ul>
  );
}
