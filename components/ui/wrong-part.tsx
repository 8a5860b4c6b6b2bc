"use client";

import { type ReactNode, useRef } from "react";

export type WrongPartProps = {
  text: string;
  /** From 0, in UTF-16 units; a mistake at the end of the text has length 0 and marks the place behind it. */
  wrong: { at: number; length: number };
  children: ReactNode;
};

/** Draws the wrong part of a monospaced input in red with a wavy line: the same text lies over it, takes no presses and scrolls with it. */
export function WrongPart({ text, wrong, children }: WrongPartProps) {
  const mirror = useRef<HTMLSpanElement>(null);
  const end = Math.max(wrong.at + wrong.length, wrong.at + 1);
  return (
    <span
      className="relative block w-full min-w-0 [&>input]:text-transparent [&>input]:caret-ink"
      onScrollCapture={(event) => {
        if (mirror.current && event.target instanceof HTMLInputElement) mirror.current.scrollLeft = event.target.scrollLeft;
      }}
    >
      {children}
      <span
        ref={mirror}
        aria-hidden
        className="mono pointer-events-none absolute inset-x-0 -inset-y-1 flex items-center overflow-hidden whitespace-pre"
      >
        <span>{text.slice(0, wrong.at)}</span>
        <span className="text-danger underline decoration-danger decoration-wavy decoration-1 underline-offset-3">
          {text.slice(wrong.at, end) || " "}
        </span>
        <span>{text.slice(end)}</span>
      </span>
    </span>
  );
}
