import { Check, X } from "lucide-react";
import { WordsText } from "@/components/filters/words-text";
import { classNames } from "@/components/ui/class-names";
import { TextLink } from "@/components/ui/text-link";
import type { WhyMember } from "@/lib/live-segments/types";
import { causeWords } from "./live-words";

/** Why a contact is a member, or is not: every condition with what the contact has, and when it joined and left. */
export function WhyMemberView({ why, when }: { why: WhyMember; when: (at: Date) => string }) {
  const byHand =
    why.byHand === "included"
      ? " It was put in by hand."
      : why.byHand === "excluded"
        ? " It was left out by hand, which wins over the filter."
        : "";
  return (
    <section aria-label="Why" className="grid max-w-[640px] gap-3">
      <div>
        <h2 className="text-lg font-[610] tracking-[-0.011em]">{`${why.name} ${why.member ? "is a member." : "is no member."}${byHand}`}</h2>
        <TextLink href={`/contacts/${encodeURIComponent(why.contactNo)}`} className="mono font-normal!">
          {why.contactNo}
        </TextLink>
      </div>
      <ul className="grid gap-2">
        {why.conditions.map(({ held, words, actual }) => (
          <li key={words.map(({ text }) => text).join("")} className="flex gap-2">
            <span
              className={classNames(
                "mt-px grid size-4 flex-none place-items-center rounded-full [&_.lucide]:size-2.5",
                held ? "bg-accent-tint-2 text-accent" : "bg-removed-tint text-removed",
              )}
            >
              {held ? <Check aria-label="holds" /> : <X aria-label="does not hold" />}
            </span>
            <span>
              <WordsText words={words} />
              {actual ? <small className="block text-xs text-ink-3">{actual}</small> : null}
            </span>
          </li>
        ))}
      </ul>
      {why.history.length > 0 ? (
        <ol className="text-xs text-ink-3">
          {why.history.map(({ at, change, cause }) => (
            <li
              key={`${change} ${at.toISOString()}`}
              className="num"
            >{`${change === "joined" ? "Joined" : "Left"} ${when(at)}: ${causeWords[cause]}`}</li>
          ))}
        </ol>
      ) : null}
    </section>
  );
}
