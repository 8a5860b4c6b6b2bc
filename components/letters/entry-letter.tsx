import { FileText } from "lucide-react";
import { Chip } from "@/components/ui/chip";
import { formatInstant } from "@/components/ui/format";
import { KeyValues } from "@/components/ui/key-values";
import { linkClass } from "@/components/ui/text-link";
import { reasonWords } from "@/lib/delivery/errors";
import type { EntryLetter as Letter } from "@/lib/letters/queries";
import { LetterFiles } from "./letter-files";
import { stateNames } from "./letter-words";

type EntryLetterProps = { entryNo: number; letter: Letter; timeZone: string; canExport: boolean };

/** What became of the letter of an entry, the letter as it was made, and every file it is in. */
export function EntryLetter({ entryNo, letter: { state, reason, madeAt, files }, timeZone, canExport }: EntryLetterProps) {
  return (
    <section aria-labelledby="entry-letter" className="max-w-5xl border-t border-line px-4 py-6">
      <div className="mb-3 flex flex-wrap items-center gap-2.5">
        <h2 id="entry-letter" className="text-md font-semibold">
          Letter
        </h2>
        <Chip tone={stateNames[state].tone}>{stateNames[state].name}</Chip>
        {state === "made" ? (
          <a className={`${linkClass} ml-auto`} href={`/api/interaction-log-entries/${entryNo}/letter`} download>
            <FileText aria-hidden className="mr-1 inline" />
            The letter as it was made
          </a>
        ) : null}
      </div>
      <KeyValues
        items={[
          ...(reason ? [{ label: "Why", value: reasonWords(reason) }] : []),
          ...(madeAt ? [{ label: "Made", value: formatInstant(madeAt, timeZone) }] : []),
          ...(files.length > 1 ? [{ label: "Printed", value: `It is in ${files.length} files` }] : []),
        ]}
      />
      <div className="mt-3">
        <LetterFiles files={files} timeZone={timeZone} canExport={canExport} />
      </div>
    </section>
  );
}
