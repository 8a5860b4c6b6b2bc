"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { type KeyboardEvent, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { formatNumber } from "@/components/ui/format";
import { Tooltip } from "@/components/ui/tooltip";
import type { Thing } from "@/lib/habits/schema";
import { usePins } from "./pins-provider";
import { thingIcon } from "./thing-icon";

/** *Pinned* in the side bar: put into order by dragging, or with Alt and the arrows on the focused one. Nothing while nothing is pinned. */
export function PinnedList() {
  const { pins, movePin } = usePins();
  const path = usePathname();
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  if (pins.length === 0) return null;

  const move = (pin: Thing, by: number) => {
    const to = Math.max(0, Math.min(pins.indexOf(pin) + by, pins.length - 1));
    movePin(pin, by);
    setSaid(`${pin.title} is now ${to + 1} of ${pins.length}.`);
  };
  const press = (event: KeyboardEvent, pin: Thing) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(pin, event.key === "ArrowUp" ? -1 : 1);
  };
  const drop = (at: number) => {
    const pin = dragged === null ? undefined : pins[dragged];
    if (pin && dragged !== null && at !== dragged) move(pin, at - dragged);
    setDragged(null);
    setOver(null);
  };
  return (
    <>
      <h2 className="px-2 pt-3.5 pb-1 text-2xs font-medium text-ink-3 rail:my-2 rail:h-px rail:w-5 rail:overflow-hidden rail:bg-line rail:p-0 rail:text-transparent">
        Pinned
      </h2>
      <ul aria-label="Pinned" className="flex flex-col gap-px rail:items-center">
        {pins.map((pin, index) => {
          const Icon = thingIcon(pin);
          const current = pin.href === path;
          return (
            <li
              key={`${pin.kind} ${pin.key}`}
              draggable
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = "move";
                setDragged(index);
              }}
              onDragOver={(event) => {
                if (dragged === null) return;
                event.preventDefault();
                setOver(index);
              }}
              onDrop={(event) => {
                event.preventDefault();
                drop(index);
              }}
              onDragEnd={() => {
                setDragged(null);
                setOver(null);
              }}
              className={classNames(
                dragged === index && "opacity-50",
                over === index &&
                  dragged !== null &&
                  dragged !== index &&
                  (dragged < index ? "shadow-[0_2px_0_var(--accent)]" : "shadow-[0_-2px_0_var(--accent)]"),
              )}
            >
              <Tooltip label={`${pin.title}${pin.number ? `, ${pin.number}` : ""}`} side="right">
                <Link
                  href={pin.href}
                  prefetch={false}
                  draggable={false}
                  aria-current={current ? "page" : undefined}
                  aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                  onKeyDown={(event) => press(event, pin)}
                  className={classNames(
                    "flex h-7 items-center gap-[9px] rounded-md px-2 whitespace-nowrap rail:h-8 rail:w-8 rail:justify-center rail:px-0",
                    current
                      ? "bg-press font-medium text-ink [&_.lucide]:text-accent"
                      : "hover:bg-hover hover:text-ink [&_.lucide]:text-ink-3",
                  )}
                >
                  <Icon aria-hidden />
                  <span className="truncate rail:sr-only">{pin.title}</span>
                  {pin.size === null ? null : (
                    <span className="num ml-auto text-2xs font-normal text-ink-3 rail:hidden">{formatNumber(pin.size)}</span>
                  )}
                </Link>
              </Tooltip>
            </li>
          );
        })}
      </ul>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}
