import { KeyValues } from "@/components/ui/key-values";
import type { MergeEffect } from "@/lib/contact-upkeep/find-merge-effect";
import { CountedFact, CountedFacts } from "./counted-facts";
import { takenOverWords } from "./merge-words";
import { TouchedWorksheets } from "./touched-worksheets";

/** What the contact that stays takes over, what comes to it, and the worksheets on which it takes places. */
export function MergeConsequences({ effect }: { effect: MergeEffect }) {
  const { sides, takesOver, persons, interactions, salesFacts, segments } = effect;
  const [kept] = sides;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <section aria-label="Taken over">
        <h3 className="mb-1.5 text-xs font-semibold text-ink-2">{kept?.name} takes over</h3>
        {takesOver.length === 0 ? (
          <p className="text-ink-3">No field: nothing of its own is empty that the other has.</p>
        ) : (
          <KeyValues items={takesOver.map(takenOverWords)} />
        )}
        <p className="mt-2 text-xs text-pretty text-ink-3">
          What it has itself wins. Groups, profile answers and other addresses that it lacks come along.
        </p>
      </section>
      <section aria-label="What it touches">
        <h3 className="mb-1.5 text-xs font-semibold text-ink-2">Comes to it</h3>
        <CountedFacts label="What comes to it">
          {kept?.type === "company" ? <CountedFact count={persons} words={persons === 1 ? "person" : "persons"} /> : null}
          <CountedFact count={interactions} words={interactions === 1 ? "interaction" : "interactions"} />
          <CountedFact count={salesFacts} words={salesFacts === 1 ? "sales fact" : "sales facts"} />
          <CountedFact
            count={segments.length}
            words={segments.length === 1 ? "worksheet, where it takes the place" : "worksheets, where it takes the places"}
          >
            {segments.length > 0 ? <TouchedWorksheets worksheets={segments} /> : null}
          </CountedFact>
        </CountedFacts>
      </section>
    </div>
  );
}
