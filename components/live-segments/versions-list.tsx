import { WordsText } from "@/components/filters/words-text";
import { Chip } from "@/components/ui/chip";
import { formatNumber } from "@/components/ui/format";
import type { LiveVersion } from "@/lib/live-segments/types";

/** Its definitions, the newest first: in words, with what each changed against the one before. */
export function VersionsList({
  versions,
  published,
  when,
}: {
  versions: readonly LiveVersion[];
  published: number | null;
  when: (at: Date) => string;
}) {
  return (
    <ol className="grid gap-3">
      {versions.map((version) => (
        <li key={version.versionNo} className="rounded-lg border border-line px-3.5 py-2.5">
          <p className="flex flex-wrap items-center gap-2">
            <b className="font-semibold">{`Version ${version.versionNo}`}</b>
            {version.versionNo === published ? (
              <Chip tone="live">Published</Chip>
            ) : version.publishedAt ? null : (
              <Chip tone="draft">Draft</Chip>
            )}
            <span className="num text-xs text-ink-3">
              {version.publishedAt
                ? `published by ${version.publishedByName}, ${when(version.publishedAt)}`
                : `saved by ${version.savedByName}, ${when(version.savedAt)}`}
            </span>
            {version.size === null ? null : <span className="num ml-auto font-medium">{formatNumber(version.size)}</span>}
          </p>
          <p className="mt-1 text-pretty text-ink-2">
            <WordsText words={version.words} />
          </p>
          {version.added.length + version.removed.length > 0 ? (
            <ul className="mt-1.5 text-xs">
              {version.added.map((words) => (
                <li key={`+ ${words.map(({ text }) => text).join("")}`} className="text-added">
                  + <WordsText words={words} />
                </li>
              ))}
              {version.removed.map((words) => (
                <li key={`- ${words.map(({ text }) => text).join("")}`} className="text-removed">
                  − <WordsText words={words} />
                </li>
              ))}
            </ul>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
