"use client";

import { Filter as FilterIcon, LayoutTemplate, Minus, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, type RefObject, useRef, useState, useTransition } from "react";
import { ConditionSearch, type SearchValues } from "@/components/filters/condition-search";
import type { CriteriaDraft } from "@/components/filters/criteria-draft";
import { draftInWords } from "@/components/filters/field-meaning";
import { FilterSection, focusField } from "@/components/filters/filter-section";
import type { Suggestion } from "@/components/filters/find-conditions";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { MemberChips } from "@/components/filters/member-chips";
import { keepRecent } from "@/components/filters/recent-conditions";
import { SectionIndex } from "@/components/filters/section-index";
import { SectionKeys } from "@/components/filters/section-keys";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import type { OwnTemplates } from "@/components/query-builder/gallery-types";
import { QueryBuilder } from "@/components/query-builder/query-builder";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Note } from "@/components/ui/note";
import { sections } from "@/lib/filters/catalogue";
import type { FilterClock } from "@/lib/filters/clock";
import type { Filter } from "@/lib/filters/schema";
import type { SectionKey } from "@/lib/filters/sections";
import type { CodeNames } from "@/lib/filters/words";
import type { Criteria } from "@/lib/segmentation/criteria-schema";
import type { StepTaken } from "@/lib/segmentation/stack-types";
import type { Segment } from "@/lib/segmentation/types";
import { CriteriaForms } from "./criteria-forms";
import { noOptions, type StepOptions } from "./criteria-options";
import { CriteriaSide } from "./criteria-side";
import { type AskedTemplate, CriteriaTemplates } from "./criteria-templates";
import { EffectBar } from "./effect-bar";
import { type CriteriaKind, confirmingLabel, confirmLabel } from "./effect-view";
import { removedByHandWords } from "./preview-answer";
import { refusalWords, unreachableWords } from "./refusal-words";
import type { SegmentActions } from "./segment-actions";
import { useCriteria } from "./use-criteria";
import { usePreview } from "./use-preview";

export type CriteriaDialogProps = {
  /** Null while closed. What was typed is kept for each kind until the page is left or the step is taken. */
  kind: CriteriaKind | null;
  /** What it opens with instead of what was typed before, which stays for the next time. */
  start?: CriteriaDraft | null | undefined;
  /** A step of the stack that is edited instead: the dialog opens with its values and hands the new ones on. */
  editing?: EditedStep | null | undefined;
  onClose: () => void;
  segment: Segment;
  clock: FilterClock;
  apply: SegmentActions["applyCriteria"];
  loadLookup: LoadLookup;
  searchValues: SearchValues;
  templates: OwnTemplates;
  onTaken: (taken: StepTaken) => void;
};

/** A step that is edited: what it says, and where the new filter goes. */
export type EditedStep = {
  step: number;
  kind: CriteriaKind;
  filter: Filter;
  names: CodeNames;
  options: StepOptions;
  onEdited: (criteria: Criteria) => void;
};

const heads: Record<CriteriaKind, { title: string; icon: ReactNode; to: string }> = {
  add: { title: "Add Contacts", icon: <Plus aria-hidden />, to: "to" },
  reduce: { title: "Reduce Contacts", icon: <Minus aria-hidden />, to: "removes those who match from" },
  refine: { title: "Refine Contacts", icon: <FilterIcon aria-hidden />, to: "keeps only those who match on" },
};

/** Add, Reduce and Refine: what to look for, options, and below always what exactly it will do. */
export function CriteriaDialog({ kind, start, editing, onClose, segment, ...rest }: CriteriaDialogProps) {
  const search = useRef<HTMLInputElement>(null);
  const { clock } = rest;
  const add = useCriteria(clock);
  const reduce = useCriteria(clock);
  const refine = useCriteria(clock);
  const last = useRef<CriteriaKind>("add");
  if (kind !== null) last.current = kind;
  const shown = kind ?? last.current; // keeps its words while it fades out
  const lastGiven = useRef<{ edited: EditedStep | null; start: CriteriaDraft | null }>({ edited: null, start: null });
  if (kind !== null || editing) lastGiven.current = { edited: editing ?? null, start: start ?? null };
  const { edited, start: started } = lastGiven.current;
  const head = heads[shown];
  const name = `${segment.header.description ?? segment.header.segmentNo}, ${segment.header.segmentNo}`;
  return (
    <Dialog
      open={kind !== null || Boolean(editing)}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={edited ? `Edit step ${edited.step}: ${heads[edited.kind].title}` : head.title}
      subtitle={edited ? `of ${name}` : `${head.to} ${name}`}
      icon={head.icon}
      size="xl"
      bare
      initialFocus={search}
      keepOnOutsidePress
    >
      {edited ? (
        <EditForm key={`step ${edited.step}`} editing={edited} search={search} segment={segment} onClose={onClose} {...rest} />
      ) : started ? (
        <StartedForm
          key={`${shown} ${JSON.stringify(started)}`}
          kind={shown}
          start={started}
          search={search}
          segment={segment}
          onClose={onClose}
          {...rest}
        />
      ) : (
        <CriteriaForm
          key={shown}
          kind={shown}
          search={search}
          edited={{ add, reduce, refine }[shown]}
          segment={segment}
          onClose={onClose}
          {...rest}
        />
      )}
    </Dialog>
  );
}

type Edited = ReturnType<typeof useCriteria>;

/** The same form on the values of a step. */
function EditForm({ editing, ...rest }: Omit<FormProps, "kind" | "edited" | "editing"> & { editing: EditedStep }) {
  return <CriteriaForm {...rest} kind={editing.kind} editing={editing} edited={useCriteria(rest.clock, editing)} />;
}

/** The same form on a filter that was pointed at. */
function StartedForm({ start, ...rest }: Omit<FormProps, "edited" | "editing"> & { start: CriteriaDraft }) {
  return <CriteriaForm {...rest} edited={useCriteria(rest.clock, { draft: start, options: noOptions })} />;
}

type FormProps = Omit<CriteriaDialogProps, "kind" | "start"> & {
  kind: CriteriaKind;
  edited: Edited;
  search: RefObject<HTMLInputElement | null>;
};

function CriteriaForm({
  kind,
  edited,
  editing,
  search,
  onClose,
  segment,
  clock,
  apply,
  loadLookup,
  searchValues,
  templates,
  onTaken,
}: FormProps) {
  const { draft, change, options, setOptions, reset, builder, asGroups } = edited;
  const router = useRouter();
  const [current, setCurrent] = useState<SectionKey>("contact");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [template, setTemplate] = useState<AskedTemplate>(null);
  const [taking, startTake] = useTransition();
  const { filter, names, unreadable, readable, isSet } = edited.read();
  const criteria: Criteria =
    kind === "add"
      ? {
          kind,
          filter,
          options: {
            expandCompanies: options.expandCompanies,
            relatedCompanies: options.relatedCompanies,
            ignoreExclusion: options.ignoreExclusion,
            allowExisting: options.allowExisting,
          },
        }
      : { kind, filter, options: { entireCompanies: options.entireCompanies } };
  const { numbers, effects, counting, goesOnFor, problem } = usePreview(
    segment.header.segmentNo,
    criteria,
    `${segment.currentStep} ${attempt}`,
    editing?.step ?? null,
  );
  const ready = numbers !== null && !counting && problem === null && readable;

  const goToSection = (section: SectionKey) => {
    setCurrent(section);
    change({ do: "open", section, open: true });
    const field = draft[section].fields[0];
    if (field) focusField(section, field.key);
  };
  const choose = ({ section, field, effect }: Suggestion) => {
    setCurrent(section);
    if (effect.set === "value") change({ do: "add value", section, field, value: effect.value });
    else change({ do: "show field", section, field });
    if (effect.set === "text") change({ do: "type", section, field, text: effect.text });
    if (effect.set === "show") focusField(section, field);
    else search.current?.focus();
  };
  const confirm = () => {
    if (!ready || taking) return;
    if (editing) {
      editing.onEdited(criteria);
      return;
    }
    startTake(async () => {
      const answer = await apply({
        segmentNo: segment.header.segmentNo,
        criteria,
        decidedAtStep: numbers.step,
        shown: numbers.numbers,
      }).catch(() => null);
      if (answer?.ok) {
        if (!asGroups) keepRecent(localStorage, draft);
        onTaken(answer.value);
        onClose();
        reset();
        return;
      }
      setRefusal(answer === null ? unreachableWords : refusalWords(answer.error));
      // The numbers are counted anew on what is there now; one more press goes on with them.
      setAttempt((before) => before + 1);
      if (answer !== null) router.refresh();
    });
  };
  const label = editing ? "Show the difference" : confirmLabel(kind, numbers?.numbers ?? null, options.allowExisting);
  useShortcut("Ctrl Enter", confirm, { label, group: heads[kind].title, inFields: true });
  useShortcut("Ctrl G", () => edited.showAs(asGroups ? "fields" : "groups"), {
    label: asGroups ? "Say it with fields" : "Say it with groups",
    group: heads[kind].title,
    inFields: true,
  });

  const side = (
    <CriteriaSide
      kind={kind}
      options={options}
      counting={counting}
      effects={effects}
      onOptions={setOptions}
      words={draftInWords(filter, names)}
      unreadable={unreadable}
      byHand={numbers && kind === "add" ? removedByHandWords(numbers.removedByHand, numbers.numbers.added) : null}
    />
  );
  const tools = (
    <>
      {isSet ? (
        <Button
          variant="ghost"
          size="lg"
          onClick={() => {
            reset();
            search.current?.focus();
          }}
        >
          Clear
        </Button>
      ) : null}
      <Button onClick={() => setTemplate("choose")}>Templates</Button>
      {templates.actions ? (
        <IconButton
          label="Save as template"
          icon={<LayoutTemplate aria-hidden />}
          disabled={!isSet || !readable}
          onClick={() => setTemplate("keep")}
        />
      ) : null}
      <CriteriaForms value={asGroups ? "groups" : "fields"} fits={edited.fitsFields} onChange={edited.showAs} />
    </>
  );
  return (
    <>
      {asGroups ? null : <SectionKeys onChoose={goToSection} />}
      <div className="grid min-h-0 flex-1 grid-cols-[196px_minmax(0,1fr)_268px] grid-rows-[minmax(0,1fr)] max-lg:grid-cols-[196px_minmax(0,1fr)] max-md:grid-cols-1 max-md:grid-rows-[auto_minmax(0,1fr)]">
        {asGroups ? (
          <div className="col-span-2 min-h-0 overflow-y-auto overscroll-contain px-5 py-3 max-md:col-span-1 max-md:row-span-2 max-sm:px-4">
            <QueryBuilder
              builder={builder}
              clock={clock}
              loadLookup={loadLookup}
              searchValues={searchValues}
              search={search}
              leading={tools}
            />
            <div className="grid gap-3.5 py-4 lg:hidden">{side}</div>
          </div>
        ) : (
          <>
            <SectionIndex draft={draft} current={current} onChoose={goToSection} />
            <div className="flex min-h-0 flex-col">
              <div className="flex flex-none items-center gap-2 border-b border-line-soft px-5 py-3 max-sm:flex-wrap max-sm:px-4">
                <div className="flex flex-1 max-sm:basis-full">
                  <ConditionSearch input={search} searchValues={searchValues} onChoose={choose} />
                </div>
                {tools}
              </div>
              {/* biome-ignore lint/a11y/noStaticElementInteractions: it follows the focus of the fields inside and adds nothing to press */}
              <div
                className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-1 max-sm:px-4"
                onFocus={(event) => setCurrent((before) => sectionAt(event.target) ?? before)}
              >
                <MemberChips members={draft.members} names={names} change={change} />
                {sections.map((section) => (
                  <FilterSection
                    key={section.key}
                    section={section}
                    draft={draft[section.key]}
                    names={names}
                    clock={clock}
                    loadLookup={loadLookup}
                    change={change}
                  />
                ))}
                <div className="grid gap-3.5 py-4 lg:hidden">{side}</div>
              </div>
            </div>
          </>
        )}
        <div className="flex min-h-0 flex-col gap-3.5 overflow-y-auto border-l border-line px-[18px] py-4 max-lg:hidden">{side}</div>
      </div>
      {refusal ? (
        <Note
          tone="bad"
          alert
          title="The step was not taken."
          className="rounded-none! px-5!"
          actions={<Button onClick={() => setRefusal(null)}>All right</Button>}
        >
          {refusal} Your filter is still here.
        </Note>
      ) : null}
      <CriteriaTemplates
        asks={template}
        onAsk={setTemplate}
        edited={edited}
        templates={templates}
        search={search}
        clock={clock}
        loadLookup={loadLookup}
      />
      <EffectBar
        kind={kind}
        preview={numbers}
        allowExisting={options.allowExisting}
        counting={counting}
        status={
          problem ? <span className="text-danger">{problem}</span> : goesOnFor === null ? undefined : `Counting goes on, ${goesOnFor} s`
        }
      >
        <Button variant="ghost" size="lg" className="max-sm:hidden" onClick={onClose}>
          Cancel
        </Button>
        <Button
          variant="primary"
          size="lg"
          className="max-sm:h-11! max-sm:flex-1"
          keys="Ctrl Enter"
          disabled={!ready && !taking}
          pending={taking}
          pendingLabel={confirmingLabel(kind, numbers?.numbers ?? null)}
          onClick={confirm}
        >
          {label}
        </Button>
      </EffectBar>
    </>
  );
}

function sectionAt(target: EventTarget): SectionKey | null {
  const key = target instanceof Element ? target.closest("[data-section]")?.getAttribute("data-section") : null;
  return sections.find((section) => section.key === key)?.key ?? null;
}
