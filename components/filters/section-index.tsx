import {
  Building,
  ClipboardList,
  Factory,
  Hand,
  Handshake,
  MailOpen,
  MessagesSquare,
  MousePointerClick,
  ReceiptText,
  User,
} from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Count } from "@/components/ui/count";
import { sections } from "@/lib/filters/catalogue";
import type { SectionKey } from "@/lib/filters/sections";
import { type CriteriaDraft, countSet } from "./criteria-draft";

const icons: Record<SectionKey, ReactNode> = {
  contact: <User aria-hidden />,
  profileAnswer: <ClipboardList aria-hidden />,
  mailingGroup: <MailOpen aria-hidden />,
  interaction: <MessagesSquare aria-hidden />,
  jobResponsibility: <Building aria-hidden />,
  industryGroup: <Factory aria-hidden />,
  businessRelation: <Handshake aria-hidden />,
  purchase: <ReceiptText aria-hidden />,
  consent: <Hand aria-hidden />,
  behaviour: <MousePointerClick aria-hidden />,
};

/** The sections with how many fields are set in each; on narrow screens a strip. */
export function SectionIndex({
  draft,
  current,
  onChoose,
}: {
  draft: CriteriaDraft;
  current: SectionKey;
  onChoose: (section: SectionKey) => void;
}) {
  return (
    <nav
      aria-label="Sections"
      className="focus-inset scrollbar-none flex flex-none flex-col gap-px overflow-y-auto border-r border-line bg-sunken px-2 py-3 max-md:flex-row max-md:gap-1.5 max-md:overflow-x-auto max-md:border-r-0 max-md:border-b max-md:px-3 max-md:py-2 md:w-[196px]"
    >
      {sections.map((section, index) => {
        const set = countSet(draft[section.key]);
        return (
          <button
            key={section.key}
            type="button"
            aria-current={section.key === current ? "true" : undefined}
            title={`${section.title} (${(index + 1) % 10})`}
            onClick={() => onChoose(section.key)}
            className={classNames(
              "flex h-7 flex-none items-center gap-[9px] rounded-md px-2 text-left whitespace-nowrap max-md:h-[34px] max-md:px-2.5 [&_.lucide]:text-ink-3 max-md:[&_.lucide]:hidden",
              section.key === current
                ? "bg-press font-medium text-ink [&_.lucide]:text-accent"
                : set > 0
                  ? "text-ink hover:bg-hover"
                  : "text-ink-3 hover:bg-hover",
            )}
          >
            {icons[section.key]}
            {section.title}
            {set > 0 ? <Count value={set} badge className="ml-auto" /> : null}
          </button>
        );
      })}
      <p className="mt-auto px-2 pt-4 text-xs text-pretty text-ink-3 max-md:hidden">
        All sections with a filter must match. Fields of one section hold on the same row.
      </p>
    </nav>
  );
}
