import { Download } from "lucide-react";
import { countOf, formatBytes, formatInstant } from "@/components/ui/format";
import { linkClass } from "@/components/ui/text-link";
import type { LettersFileRow } from "@/lib/letters/queries";

/** Files of letters, newest first: to be saved as long as they are kept, and written down for ever. */
export function LetterFiles({ files, timeZone, canExport }: { files: readonly LettersFileRow[]; timeZone: string; canExport: boolean }) {
  if (files.length === 0) return null;
  return (
    <ul aria-label="Files of letters" className="grid border-t border-line">
      {files.map(({ exportId, fileName, letters, sizeBytes, filterWords, userName, startedAt, keptUntil, sha256 }) => (
        <li key={exportId} className="flex flex-wrap items-baseline gap-x-3 border-b border-line-soft py-1.5">
          {keptUntil && canExport ? (
            <a className={linkClass} href={`/api/exports/${exportId}`} download>
              <Download aria-hidden className="mr-1 inline" />
              {fileName}
            </a>
          ) : (
            <span>{fileName}</span>
          )}
          <span className="num">
            {countOf(letters, "letter")}
            {keptUntil ? `, ${formatBytes(sizeBytes)}` : ""}
          </span>
          <span className="text-ink-2" title={sha256 ? `SHA-256 ${sha256}` : undefined}>
            {filterWords}. Made {formatInstant(startedAt, timeZone)} by {userName}.{" "}
            {keptUntil ? `Kept until ${formatInstant(keptUntil, timeZone)}.` : "Not kept any more."}
          </span>
        </li>
      ))}
    </ul>
  );
}
