import { parseLettersAddress, placeHref } from "@/components/interactions/address";
import { stateNames } from "@/components/letters/letter-words";
import { LettersPanel } from "@/components/letters/letters-panel";
import { LettersTable } from "@/components/letters/letters-table";
import { EmptyState } from "@/components/ui/empty-state";
import { onwardPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { findLettersOf, listLetters } from "@/lib/letters/queries";
import { letterStates } from "@/lib/letters/schema";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { makeLettersAction } from "../letters-actions";
import type { TabProps } from "./tab-props";

/** The letters of a logged segment: the files that were made and can be made of them, and what became of each. */
export async function LettersTab({ logged, path, search, editable, canExport }: TabProps) {
  const { state, after } = parseLettersAddress(search);
  const asked = { loggedSegmentEntryNo: logged.entryNo };
  const [{ timeZone }, letters, { rows, next }] = await Promise.all([
    currentContext(),
    readQuery(findLettersOf, asked),
    readQuery(listLetters, { ...asked, state, after }),
  ]);
  const states = [null, ...letterStates.filter((one) => letters.counts[one] > 0 || one === state)];
  return (
    <>
      <LettersPanel
        loggedSegmentEntryNo={logged.entryNo}
        letters={letters}
        timeZone={timeZone}
        editable={editable && !logged.canceled}
        canExport={canExport}
        printSegment={canExport && logged.hasWorksheet ? logged.segmentNo : null}
        make={makeLettersAction}
      />
      <Tabs
        label="Letters by state"
        tabs={states.map((one) => ({
          label: one ? stateNames[one].name : "All",
          count: one ? letters.counts[one] : letters.total,
          href: placeHref(path, {}, { tab: "letters", ...(one && { state: one }) }),
          current: one === state,
        }))}
      />
      <LettersTable rows={rows} empty={<EmptyState title="No letter is in this state" filled={0} />} />
      <Pagination
        noun={(state ? letters.counts[state] : letters.total) === 1 ? "letter" : "letters"}
        {...onwardPages({ after, next, total: state ? letters.counts[state] : letters.total }, (key) =>
          placeHref(path, key === null ? {} : { after: String(key) }, { tab: "letters", ...(state && { state }) }),
        )}
      />
    </>
  );
}
