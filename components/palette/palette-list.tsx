"use client";

import { useEffect } from "react";
import { LiveStateChip } from "@/components/live-segments/live-state-chip";
import { StateChip } from "@/components/segments/state-chip";
import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import { Kbd } from "@/components/ui/kbd";
import { liveSegmentStates } from "@/lib/maintained-sets/states";
import { segmentStates } from "@/lib/segmentation/schema";
import { markedParts, type PaletteGroup, type PaletteRow } from "./palette-row";

export type PaletteListProps = {
  id: string;
  label: string;
  groups: readonly PaletteGroup[];
  activeId: string | null;
  search: string;
  stale: boolean;
  onActive: (id: string) => void;
  onChoose: (row: PaletteRow, inNewTab: boolean) => void;
};

/** The element's id of a row, which the input names as the active one. */
export function optionId(listId: string, rowId: string): string {
  return `${listId}-${rowId.replaceAll(/[^\w-]/g, (sign) => `_${sign.codePointAt(0)}`)}`;
}

/** The rows of the palette in their groups. The focus stays in the input; the active row is followed by it and kept in sight. */
export function PaletteList({ id, label, groups, activeId, search, stale, onActive, onChoose }: PaletteListProps) {
  useEffect(() => {
    if (activeId !== null) document.getElementById(optionId(id, activeId))?.scrollIntoView({ block: "nearest" });
  }, [id, activeId]);
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      tabIndex={-1}
      className={classNames("focus-own min-h-0 flex-1 overflow-y-auto px-2 pt-1 pb-2 outline-none", stale && "opacity-60")}
    >
      {groups.map((group) => (
        <fieldset key={group.label} aria-label={group.label} className="min-w-0">
          <div aria-hidden className="flex gap-1.5 px-2 pt-2.5 pb-1 text-xs font-medium text-ink-3">
            {group.label}
            {group.note ? <span className="num font-normal">{group.note}</span> : null}
          </div>
          {group.rows.map((row) => (
            <Option
              key={row.id}
              id={optionId(id, row.id)}
              row={row}
              search={search}
              active={row.id === activeId}
              onActive={() => onActive(row.id)}
              onChoose={(inNewTab) => onChoose(row, inNewTab)}
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
}

type OptionProps = {
  id: string;
  row: PaletteRow;
  search: string;
  active: boolean;
  onActive: () => void;
  onChoose: (inNewTab: boolean) => void;
};

function Option({ id, row, search, active, onActive, onChoose }: OptionProps) {
  const { icon: Icon, title, detail, number, note, state, keys } = row;
  const segmentState = segmentStates.find((each) => each === state);
  const liveState = liveSegmentStates.find((each) => each === state);
  return (
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      onPointerMove={() => (active ? undefined : onActive())}
      onPointerDown={(event) => event.preventDefault()} // the focus stays in the input
      onClick={(event) => onChoose(event.ctrlKey || event.metaKey)}
      className={classNames(
        "flex h-[34px] w-full cursor-default items-center gap-2.5 rounded-md px-2 text-left select-none max-sm:h-11",
        active ? "bg-accent-tint-2 [&_.lucide]:text-accent" : "[&_.lucide]:text-ink-3",
      )}
    >
      <Icon aria-hidden className="flex-none" />
      <span className="flex min-w-0 flex-1 items-baseline gap-2.5">
        <span className="truncate">
          <Marked text={title} search={search} />
        </span>
        {detail ? (
          <span className="truncate text-xs text-ink-3">
            <Marked text={detail} search={search} />
          </span>
        ) : null}
      </span>
      {note ? <span className="num flex-none text-xs text-ink-3 max-sm:hidden">{note}</span> : null}
      {segmentState ? (
        <StateChip state={segmentState} />
      ) : liveState ? (
        <LiveStateChip state={liveState} />
      ) : state === "canceled" ? (
        <Chip tone="error">Canceled</Chip>
      ) : null}
      {number ? <span className="mono flex-none text-xs text-ink-3">{number}</span> : null}
      {active ? <Kbd>{keys ?? "Enter"}</Kbd> : keys ? <Kbd>{keys}</Kbd> : null}
    </button>
  );
}

function Marked({ text, search }: { text: string; search: string }) {
  return markedParts(text, search).map((part) =>
    part.marked ? (
      <mark
        key={part.at}
        className="bg-transparent font-semibold text-inherit underline decoration-accent-line decoration-2 underline-offset-3"
      >
        {part.text}
      </mark>
    ) : (
      <span key={part.at}>{part.text}</span>
    ),
  );
}
