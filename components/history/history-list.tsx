import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { formatInstant } from "@/components/ui/format";
import { ScrollPane } from "@/components/ui/scroll-pane";
import type { FieldChange, HistoryEntry } from "@/lib/history/schema";

export type HistoryListProps = {
  entries: readonly HistoryEntry[];
  timeZone: string;
  /** Names the record of each entry, where they are of many. */
  withRecord?: boolean | undefined;
};

/** What was done, the newest first: when and who, in words, and each field before and after. */
export function HistoryList({ entries, timeZone, withRecord }: HistoryListProps) {
  return (
    <ScrollPane label="History">
      <ol>
        {entries.map((entry) => (
          <li
            key={entry.id}
            className="grid grid-cols-[136px_150px_minmax(0,1fr)] gap-x-3 border-b border-line-soft px-4 py-[7px] max-md:grid-cols-[minmax(0,1fr)_auto]"
          >
            <time dateTime={entry.at.toISOString()} className="num text-ink-3 max-md:order-2">
              {formatInstant(entry.at, timeZone)}
            </time>
            <span className="truncate text-ink-2">{entry.userName}</span>
            <div className="min-w-0 max-md:order-3 max-md:col-span-2">
              <p>
                {entry.what}
                {withRecord ? <Subject subject={entry.subject} /> : null}
              </p>
              {entry.words ? <p className="text-ink-2">{entry.words}</p> : null}
              {entry.changes.length > 0 ? <Changes changes={entry.changes} made={entry.made} /> : null}
            </div>
          </li>
        ))}
      </ol>
    </ScrollPane>
  );
}

function Subject({ subject }: { subject: HistoryEntry["subject"] }) {
  return (
    <span className="text-ink-3">
      {" · "}
      {subject.href ? (
        <Link href={subject.href} prefetch={false} className="font-medium text-accent hover:underline">
          {subject.label}
        </Link>
      ) : (
        subject.label
      )}
    </span>
  );
}

function Changes({ changes, made }: { changes: readonly FieldChange[]; made: boolean }) {
  return (
    <dl className="mt-1 grid gap-y-0.5">
      {changes.map(({ field, before, after }) => (
        <div key={field} className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <dt className="w-[150px] flex-none text-xs text-ink-3">{field}</dt>
          <dd className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-1.5">
            {made ? null : (
              <>
                <span className="text-ink-3 line-through decoration-line-strong">{before ?? "—"}</span>
                <ArrowRight className="icon-xs self-center text-ink-3" aria-label="became" />
              </>
            )}
            <span className="min-w-0 break-words">{after ?? "—"}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
