"use client";

import { Printer } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { countOf } from "@/components/ui/format";
import { linkClass } from "@/components/ui/text-link";
import { type PrintAddress, printHref } from "./print-address";

export type PrintBarProps = {
  title: string;
  /** What the paper holds, and what it leaves out. */
  facts: string;
  parts: number;
  path: string;
  address: PrintAddress;
  /** Choices of what is printed. */
  children?: ReactNode | undefined;
  actions?: ReactNode | undefined;
};

/** Above the paper, on the screen only: what it is, choices, parts, and *Print*. */
export function PrintBar({ title, facts, parts, path, address, children, actions }: PrintBarProps) {
  const { part } = address;
  const partHref = (to: number) => printHref(path, address, { part: to });
  return (
    <header className="mx-auto w-full max-w-[210mm] px-4 py-4 print:hidden">
      <div className="flex flex-wrap items-center gap-2">
        <h1 className="mr-auto text-xl font-[610] tracking-[-0.011em]">{title}</h1>
        {actions}
        <Button variant="primary" icon={<Printer aria-hidden />} onClick={() => window.print()}>
          Print
        </Button>
      </div>
      <p className="mt-1 text-ink-2">{facts}</p>
      {parts > 1 ? (
        <nav aria-label="Parts" className="mt-2 flex flex-wrap gap-x-3 gap-y-1">
          <span className="text-ink-3">In {countOf(parts, "part")}, to be printed one after the other:</span>
          {[...Array(Math.min(parts, 60)).keys()].map((at) => (
            <a
              key={at}
              href={partHref(at + 1)}
              aria-current={at + 1 === part ? "page" : undefined}
              className={at + 1 === part ? "font-medium" : linkClass}
            >
              {at + 1}
            </a>
          ))}
          {part > 60 ? <span className="font-medium">{part}</span> : null}
          {part < parts ? (
            <a href={partHref(part + 1)} className={linkClass}>
              Next part
            </a>
          ) : null}
        </nav>
      ) : null}
      {children}
    </header>
  );
}
