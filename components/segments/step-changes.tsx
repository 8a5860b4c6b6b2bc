"use client";

import { Building2, User } from "lucide-react";
import { useEffect, useState } from "react";
import { formatNumber } from "@/components/ui/format";
import { Popover } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import type { StepChangesPage } from "@/lib/segmentation/stack-types";

/** Asks for the first contacts that came with a step or left with it. */
export type LoadStepChanges = (step: number, change: "came" | "left") => Promise<StepChangesPage | null>;

export type StepChangesProps = {
  segmentNo: string;
  step: number;
  change: "came" | "left";
  count: number;
  load: LoadStepChanges;
  /** The number that opens it: "+60", "−53". */
  children: string;
  className: string;
};

/** The change of a step as a number; hovering or pressing it shows who came or left, with a way to the whole list. */
export function StepChanges({ segmentNo, step, change, count, load, children, className }: StepChangesProps) {
  const [open, setOpen] = useState(false);
  const what = `${formatNumber(count)} ${change === "came" ? "came" : "left"}`;
  return (
    <Popover
      label={`Step ${step}: ${what}`}
      side="right"
      open={open}
      onOpenChange={setOpen}
      openOnHover
      trigger={
        <button
          type="button"
          aria-label={`${what} with step ${step}: show who`}
          className={`relative z-1 rounded-sm font-medium underline-offset-3 hover:underline ${className}`}
        >
          {children}
        </button>
      }
    >
      <div className="flex items-center gap-6 px-2 pt-1 pb-1.5">
        <b className="num">{what}</b>
        <TextLink href={`/segments/${encodeURIComponent(segmentNo)}/criteria/${step}?change=${change}`} className="ml-auto">
          Open as list
        </TextLink>
      </div>
      {open ? <Names step={step} change={change} load={load} /> : null}
    </Popover>
  );
}

const shown = 5;

function Names({ step, change, load }: Pick<StepChangesProps, "step" | "change" | "load">) {
  const [page, setPage] = useState<StepChangesPage | null | "loading">("loading");
  useEffect(() => {
    let current = true;
    load(step, change).then(
      (answer) => current && setPage(answer),
      () => current && setPage(null),
    );
    return () => {
      current = false;
    };
  }, [load, step, change]);
  if (page === "loading") {
    return (
      <div aria-busy className="grid gap-3 px-2 py-2">
        <Skeleton className="w-40" />
        <Skeleton className="w-32" />
        <Skeleton className="w-36" />
      </div>
    );
  }
  if (page === null) return <p className="px-2 py-1 text-danger">The names could not be read. Close and try again.</p>;
  const more = page.total - Math.min(shown, page.contacts.length);
  return (
    <ul className="max-w-80">
      {page.contacts.slice(0, shown).map((contact) => {
        const isCompany = contact.companyName === null || contact.companyName === contact.name;
        const Icon = isCompany ? Building2 : User;
        return (
          <li key={contact.contactNo} className="flex h-7 items-center gap-2 px-2 whitespace-nowrap">
            <Icon className="icon-s text-ink-3" aria-hidden />
            <span className="min-w-0 flex-1 truncate">{contact.name}</span>
            {isCompany ? null : <span className="max-w-36 truncate text-xs text-ink-3">{contact.companyName}</span>}
          </li>
        );
      })}
      {more > 0 ? <li className="num px-2 py-1 text-ink-3">and {formatNumber(more)} more</li> : null}
      {page.total === 0 ? <li className="px-2 py-1 text-ink-3">Nobody of them is left in the contacts.</li> : null}
    </ul>
  );
}
