"use client";

import { Pin, PinOff } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import type { PinKey } from "@/lib/habits/schema";
import { usePins } from "./pins-provider";

/** Pins a thing to the side bar, or takes it from there. In rows of a table it shows on hover, on focus, and where the pin is set. */
export function PinButton({ pin, title, inRow }: { pin: PinKey; title: string; inRow?: boolean | undefined }) {
  const { isPinned, togglePin } = usePins();
  const pinned = isPinned(pin);
  return (
    <IconButton
      label={inRow ? `Pin ${title}` : pinned ? "Unpin" : "Pin"}
      aria-pressed={pinned}
      icon={pinned && !inRow ? <PinOff aria-hidden /> : <Pin aria-hidden className={pinned ? "fill-current" : undefined} />}
      onClick={() => togglePin(pin, title)}
      tabIndex={inRow ? -1 : undefined}
      className={
        inRow && !pinned ? "size-6! opacity-0 focus-visible:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100" : undefined
      }
    />
  );
}
