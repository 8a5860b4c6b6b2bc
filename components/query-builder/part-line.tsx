"use client";

import { GripVertical } from "lucide-react";
import type { DragEvent, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { formatNumber } from "@/components/ui/format";
import type { RelationKey } from "@/lib/filters/schema";
import { useBuilderShared } from "./builder-context";
import { wordsOfNode } from "./builder-words";
import type { BuilderNode } from "./tree";

/** Where a part stands. */
export type At = { relation: RelationKey | null; into: string; index: number };

/** A part in the list of its group. */
export function Item({ node, at, className, children }: { node: BuilderNode; at: At; className?: string; children: ReactNode }) {
  const { drag } = useBuilderShared();
  return (
    <li
      data-part={node.id}
      data-into={at.into}
      data-index={at.index}
      className={classNames("relative", drag.id === node.id && "opacity-50", className)}
    >
      {children}
    </li>
  );
}

/** Stands for a part: it is dragged by it, and keys act on the part while it has the focus. Only that of the current part is a stop of Tab. */
export function Handle({ node, isRoot = false }: { node: BuilderNode; isRoot?: boolean }) {
  const { builder, drag } = useBuilderShared();
  const start = (event: DragEvent) => {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    drag.start(node.id);
  };
  return (
    <button
      type="button"
      draggable={!isRoot}
      onDragStart={start}
      data-node={node.id}
      tabIndex={builder.focus === node.id ? 0 : -1}
      aria-label={wordsOfNode(node, builder.names)}
      className="focus-own grid size-6 flex-none cursor-grab place-items-center rounded-sm text-ink-3 outline-none hover:bg-hover"
    >
      <GripVertical className="icon-s" aria-hidden />
    </button>
  );
}

/** How many contacts a part matches alone. Room is kept, so that nothing moves when it comes. */
export function Count({ id, strong = false }: { id: string; strong?: boolean }) {
  const { counts, counting } = useBuilderShared();
  const count = counts.get(id);
  return (
    <span className={classNames("num w-14 flex-none text-right", strong ? "font-semibold" : "text-ink-3", counting && "opacity-60")}>
      {count === undefined ? "" : formatNumber(count)}
    </span>
  );
}

/** The ring of the handle goes around the whole line. */
export const line =
  "group/part flex min-h-9 items-center gap-x-1.5 gap-y-1 py-1 pr-3 pl-1 has-[[data-node]:focus-visible]:shadow-[var(--focus-inset)] has-[[data-node]:focus-visible]:rounded-sm";
export const rowLine = `${line} max-sm:flex-wrap`;
/** What stands at the left in the head of a group; only this wraps on narrow screens. */
export const head = "flex min-w-0 flex-1 flex-wrap items-center gap-x-1.5";
