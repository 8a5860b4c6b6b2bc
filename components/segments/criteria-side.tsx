import { Hand } from "lucide-react";
import type { Unreadable } from "@/components/filters/criteria-draft";
import { WordsText } from "@/components/filters/words-text";
import { Note } from "@/components/ui/note";
import { CriteriaOptions, type StepOptions } from "./criteria-options";
import type { CriteriaKind } from "./effect-view";

export type CriteriaSideProps = {
  kind: CriteriaKind;
  options: StepOptions;
  effects: Parameters<typeof CriteriaOptions>[0]["effects"];
  counting: boolean;
  onOptions: (options: StepOptions) => void;
  words: Parameters<typeof WordsText>[0]["words"];
  unreadable: Unreadable[];
  byHand: string | null;
};

/** Options, the filter as a sentence, and what is to be known of the numbers. */
export function CriteriaSide({ kind, options, effects, counting, onOptions, words, unreadable, byHand }: CriteriaSideProps) {
  return (
    <>
      <h3 className="text-xs font-semibold text-ink-2">{kind === "add" ? "Options" : "Option"}</h3>
      <CriteriaOptions kind={kind} options={options} effects={effects} counting={counting} onChange={onOptions} />
      <h3 className="mt-1 text-xs font-semibold text-ink-2">In plain words</h3>
      <p className="rounded-md bg-sunken px-3 py-2.5 text-pretty leading-5 text-ink-2 [overflow-wrap:anywhere]">
        <Sentence kind={kind} options={options} words={words} />
      </p>
      {unreadable.map(({ section, field, label }) => (
        <Note key={`${section}.${field}`}>{`${label} cannot be read, so the numbers leave it out.`}</Note>
      ))}
      {byHand ? (
        <Note tone="info" icon={<Hand aria-hidden />}>
          {byHand}
        </Note>
      ) : null}
    </>
  );
}

function Sentence({ kind, options, words }: Pick<CriteriaSideProps, "kind" | "words" | "options">) {
  if (words.length === 1 && words[0]?.text === "Everybody") return "Everybody: nothing is asked for yet.";
  const lead = { add: "Add: ", reduce: "Remove: ", refine: "Keep only: " }[kind];
  const company =
    kind === "add"
      ? [
          options.expandCompanies ? "everyone of their companies" : null,
          options.relatedCompanies && !options.expandCompanies ? "their companies" : null,
        ]
      : [options.entireCompanies ? "everyone of their companies" : null];
  const more = company.filter((each) => each !== null);
  return (
    <>
      {lead}
      <WordsText words={words} />
      {more.length > 0 ? `, and ${more.join(" and ")}` : null}
      {kind === "add" && options.ignoreExclusion ? ", also those excluded from segments" : null}.
    </>
  );
}
