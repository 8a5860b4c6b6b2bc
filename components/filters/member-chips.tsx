import { X } from "lucide-react";
import { inWords, textOf } from "@/lib/filters/in-words";
import type { CodeNames } from "@/lib/filters/words";
import type { DraftChange, MemberDraft } from "./criteria-draft";

export type MemberChipsProps = { members: readonly MemberDraft[]; names: CodeNames; change: (change: DraftChange) => void };

/** The other segments that a filter asks about, above its sections; × takes one away. */
export function MemberChips({ members, names, change }: MemberChipsProps) {
  if (members.length === 0) return null;
  return (
    <section aria-label="Segments" className="border-b border-line-soft pt-2 pb-3">
      <h3 className="flex h-7 items-center font-semibold">Segments</h3>
      <ul className="flex flex-wrap gap-1.5">
        {members.map((member) => {
          const words = textOf(inWords(member, names));
          return (
            <li
              key={`${member.of} ${member.no}`}
              className="inline-flex h-[26px] max-w-full items-center rounded-md bg-accent-tint-2 font-medium text-accent pointer-coarse:h-9"
            >
              <span className="truncate pr-1 pl-2">{words}</span>
              <button
                type="button"
                aria-label={`Take away: ${words}`}
                onClick={() => change({ do: "drop member", member })}
                className="focus-inset grid h-full place-items-center rounded-r-md px-1.5 hover:bg-hover"
              >
                <X className="icon-xs" aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
