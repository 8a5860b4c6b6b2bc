"use client";

import { useMemo, useState } from "react";
import type { SearchValues } from "@/components/filters/condition-search";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { WordsText } from "@/components/filters/words-text";
import type { SearchContacts } from "@/components/named-contacts/contacts-by-hand";
import { wordsOfNode } from "@/components/query-builder/builder-words";
import type { OwnTemplates } from "@/components/query-builder/gallery-types";
import { PlainTree } from "@/components/query-builder/plain-tree";
import { QueryBuilder } from "@/components/query-builder/query-builder";
import { TemplateGallery } from "@/components/query-builder/template-gallery";
import { TextForm } from "@/components/query-builder/text-form";
import type { NodeId, treeToFilter } from "@/components/query-builder/tree";
import { Button } from "@/components/ui/button";
import { ScrollPane } from "@/components/ui/scroll-pane";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { FilterClock } from "@/lib/filters/clock";
import { inWords } from "@/lib/filters/in-words";
import type { LiveSegment } from "@/lib/live-segments/types";
import { ByHandLists } from "./by-hand-lists";
import { Findings } from "./findings";
import { Funnel } from "./funnel";
import { NumbersSide } from "./numbers-side";
import { useFilterCount } from "./use-filter-count";
import type { useLiveSegment } from "./use-live-segment";

export type DefinitionReads = { loadLookup: LoadLookup; searchValues: SearchValues; searchContacts: SearchContacts };

export type DefinitionProps = {
  segment: LiveSegment;
  live: ReturnType<typeof useLiveSegment>;
  everybody: number;
  editable: boolean;
  /** Whether contacts may be put in and left out, of a live segment too: a copy to edit is made then. */
  byHand: boolean;
  clock: FilterClock;
  reads: DefinitionReads;
  templates: OwnTemplates;
};

const forms = [
  { value: "groups", label: "Groups" },
  { value: "text", label: "Text" },
] as const;

/** What the segment asks for: as groups or as text, in plain words, with exact numbers for every part while it is edited. */
export function Definition({ segment, live, everybody, editable, byHand, clock, reads, templates }: DefinitionProps) {
  const { builder, about, setAbout } = live;
  const [form, setForm] = useState<"groups" | "text">("groups");
  const [choosing, setChoosing] = useState(false);
  const numbers = useFilterCount(builder.filter, about.timeZone);
  const { counted } = numbers;
  const counts = useMemo(() => countsByNode(builder.paths, counted?.count.perNode), [builder.paths, counted]);
  const show = (path: string) => {
    const id = [...builder.paths].find(([, at]) => at === path)?.[0];
    if (id !== undefined) builder.lookAt(id);
    document.querySelector<HTMLElement>(`[data-node="${id}"]`)?.focus();
  };
  const isShort = builder.root.match === "all" && !builder.root.bare;
  const steps = isShort
    ? builder.root.of
        .filter((node) => builder.paths.has(node.id))
        .map((node, index) => ({ words: wordsOfNode(node, builder.names), left: counted?.count.funnel[index] }))
        .flatMap(({ words, left }) => (left === undefined ? [] : [{ words, left }]))
    : [];
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_384px] max-lg:auto-rows-max max-lg:grid-cols-1 max-lg:overflow-y-auto">
      <ScrollPane label="Definition" className="px-4 py-3 max-lg:overflow-visible!">
        {live.findings ? <Findings findings={live.findings} onShow={show} onClose={live.closeFindings} /> : null}
        {editable ? (
          form === "groups" ? (
            <QueryBuilder
              builder={builder}
              clock={clock}
              loadLookup={reads.loadLookup}
              searchValues={reads.searchValues}
              segmentsOnly={segment.kind === "compound"}
              counts={counts}
              counting={numbers.counting}
              leading={
                <>
                  <SegmentedControl label="Show as" options={forms} value={form} onValueChange={setForm} />
                  {segment.kind === "compound" ? null : <Button onClick={() => setChoosing(true)}>Templates</Button>}
                </>
              }
            />
          ) : (
            <>
              <SegmentedControl label="Show as" options={forms} value={form} onValueChange={setForm} className="mb-2.5" />
              <TextForm builder={builder} clock={clock} />
            </>
          )
        ) : (
          <PlainTree root={builder.root} names={builder.names} counts={counts} />
        )}
        <TemplateGallery
          {...templates}
          open={choosing}
          onOpenChange={setChoosing}
          sources={{ builder, clock, loadLookup: reads.loadLookup }}
          onUse={builder.replace}
        />
        <section aria-label="In plain words" className="mt-3.5 border-t border-line py-3">
          <h2 className="text-xs font-semibold text-ink-2">In plain words</h2>
          <p className="mt-1 text-md leading-[1.375rem] text-pretty text-ink-2 [overflow-wrap:anywhere]">
            <WordsText words={inWords(builder.filter, builder.names)} />.
          </p>
        </section>
        <ByHandLists segment={segment} live={live} searchContacts={byHand ? reads.searchContacts : null} />
        {counted && steps.length > 0 ? <Funnel everybody={everybody} steps={steps} /> : null}
      </ScrollPane>
      <ScrollPane label="Numbers" className="border-l border-line max-lg:border-t max-lg:border-l-0 max-lg:overflow-visible!">
        <NumbersSide numbers={numbers} timeZone={about.timeZone} isLive={segment.state === "live"} />
        {editable ? (
          <section aria-label="About this segment" className="grid gap-3 border-t border-line-soft px-6 py-4 max-sm:px-4">
            <TextField
              label="Name"
              value={about.name}
              maxLength={100}
              onChange={(event) => setAbout({ ...about, name: event.target.value })}
            />
            <TextArea
              label="Description"
              rows={2}
              maxLength={1000}
              value={about.description}
              onChange={(event) => setAbout({ ...about, description: event.target.value })}
            />
            <TextField
              label="Time zone"
              hint="Days begin and end here: today, the last 30 days, this month."
              value={about.timeZone}
              onChange={(event) => setAbout({ ...about, timeZone: event.target.value })}
            />
          </section>
        ) : null}
      </ScrollPane>
    </div>
  );
}

/** The numbers of the parts that are in the counted filter where they are now. */
function countsByNode(
  paths: ReturnType<typeof treeToFilter>["paths"],
  perNode: Record<string, number> | undefined,
): ReadonlyMap<NodeId, number> {
  return new Map(
    [...paths].flatMap(([id, path]): [NodeId, number][] => {
      const count = perNode?.[path];
      return count === undefined ? [] : [[id, count]];
    }),
  );
}
