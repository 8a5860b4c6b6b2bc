import type { LoadLookup } from "@/components/filters/load-lookup";
import { ScrollPane } from "@/components/ui/scroll-pane";
import type { FoundProblem, SegmentCheck } from "@/lib/logging/types";
import type { Named } from "@/lib/segmentation/types";
import { CheckSection, PassedList } from "./check-list";
import { HeaderProblemRow } from "./header-problem-row";
import type { LogActions } from "./log-actions";
import { ProblemRow, type ProblemRowProps } from "./problem-row";
import { passedWords } from "./problem-words";
import { WhatWillHappen } from "./what-will-happen";

export type LogCheckProps = {
  check: SegmentCheck;
  salespeople: readonly Named[];
  currency: string;
  timeZone: string;
  setUpHref: string | null;
  pdf: boolean;
  editable: boolean;
  canLog: boolean;
  actions: LogActions;
  loadLookup: LoadLookup;
};

/** Everything that was found, gravest first, and beside it what will happen. On narrow screens one below the other. */
export function LogCheck({ check, salespeople, currency, timeZone, setUpHref, pdf, editable, canLog, actions, loadLookup }: LogCheckProps) {
  const {
    segmentNo,
    version,
    headerVersion,
    headerProblems,
    unreadableSuppression,
    mustBeFixed,
    leftOut,
    worthALook,
    inOrder,
    suggestedSalesperson,
    headerSalespersonBlocked,
  } = check;
  const row = (tone: ProblemRowProps["tone"]) => (found: FoundProblem) => (
    <ProblemRow
      key={found.problem}
      segmentNo={segmentNo}
      version={version}
      found={found}
      tone={tone}
      editable={editable}
      suggestedSalesperson={suggestedSalesperson}
      onHeader={found.problem === "blocked_salesperson" && headerSalespersonBlocked}
      salespeople={salespeople}
      repairLines={actions.repairLines}
    />
  );
  return (
    <div className="flex min-h-0 flex-1 max-lg:flex-col max-lg:overflow-y-auto">
      <ScrollPane label="What was found" className="px-4 pt-5 pb-8 lg:pr-8 max-lg:min-h-fit max-lg:flex-none max-lg:overflow-visible">
        <CheckSection title="Must be fixed" count={headerProblems.length + mustBeFixed.length}>
          <ul>
            {headerProblems.map((problem) => (
              <HeaderProblemRow
                key={problem}
                segmentNo={segmentNo}
                headerVersion={headerVersion}
                problem={problem}
                unreadable={unreadableSuppression}
                editable={editable}
                updateHeader={actions.updateHeader}
                loadLookup={loadLookup}
              />
            ))}
            {mustBeFixed.map(row("danger"))}
          </ul>
        </CheckSection>
        <CheckSection title="Will be left out" count={leftOut.length}>
          <ul>{leftOut.map(row("removed"))}</ul>
        </CheckSection>
        <CheckSection title="Worth a look" count={worthALook.length}>
          <ul>{worthALook.map(row("warn"))}</ul>
        </CheckSection>
        <CheckSection title="In order" count={inOrder.length}>
          <PassedList items={inOrder.map((passed) => passedWords(passed, check))} />
        </CheckSection>
      </ScrollPane>
      <WhatWillHappen
        check={check}
        currency={currency}
        timeZone={timeZone}
        canLog={canLog}
        setUpHref={setUpHref}
        pdf={pdf}
        startLog={actions.startLog}
      />
    </div>
  );
}
