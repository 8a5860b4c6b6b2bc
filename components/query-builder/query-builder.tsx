"use client";

import { Redo2, Undo2 } from "lucide-react";
import {
  type ClipboardEvent,
  type DragEvent,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";
import { ConditionSearch, type SearchValues } from "@/components/filters/condition-search";
import type { Suggestion } from "@/components/filters/find-conditions";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { useShortcuts } from "@/components/keyboard/shortcut-provider";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { IconButton } from "@/components/ui/icon-button";
import { useToast } from "@/components/ui/toast";
import type { FilterClock } from "@/lib/filters/clock";
import { type Filter, filterSchema } from "@/lib/filters/schema";
import { BuilderProvider, type BuilderShared, type Drop } from "./builder-context";
import { builderKey } from "./builder-keys";
import { wordsOfNode } from "./builder-words";
import { RootGroup } from "./parts";
import { findPlace, type NodeId, nodeToFilter } from "./tree";
import { type Builder, partOf } from "./use-builder";

export type QueryBuilderProps = {
  builder: Builder;
  clock: FilterClock;
  loadLookup: LoadLookup;
  searchValues: SearchValues;
  /** Only other segments may be spoken of, as in compound ones. */
  segmentsOnly?: boolean | undefined;
  /** How many contacts each part matches alone, where that is counted. */
  counts?: BuilderShared["counts"] | undefined;
  counting?: boolean | undefined;
  /** The search box, where it is to have the focus from outside. */
  search?: RefObject<HTMLInputElement | null> | undefined;
  /** Before the search box. */
  leading?: ReactNode | undefined;
};

const noCounts: BuilderShared["counts"] = new Map();

/** Edits a filter as groups in groups: by mouse, by dragging, and by keys alone. */
export function QueryBuilder({
  builder,
  clock,
  loadLookup,
  searchValues,
  segmentsOnly = false,
  counts = noCounts,
  counting = false,
  search,
  leading,
}: QueryBuilderProps) {
  const tree = useRef<HTMLUListElement>(null);
  const own = useRef<HTMLInputElement>(null);
  const input = search ?? own;
  const { toast } = useToast();
  const { charactersOn: characters } = useShortcuts();
  const [wanted, setWanted] = useState<{ value: boolean } | null>(null);
  const [dragged, setDragged] = useState<NodeId | null>(null);
  const [drop, setDrop] = useState<Drop | null>(null);
  const { root, focus } = builder;

  useEffect(() => {
    if (!wanted) return;
    setWanted(null);
    const part = tree.current?.querySelector<HTMLElement>(`[data-part="${focus}"]`);
    const firstValue = "[data-values] :is(input:not([type=hidden], [aria-hidden=true]), button:not([tabindex='-1']))";
    const value = wanted.value ? part?.querySelector<HTMLElement>(firstValue) : null;
    (value ?? part?.querySelector<HTMLElement>("[data-node]"))?.focus();
  }, [wanted, focus]);

  const partAt = (id: NodeId) => (id === root.id ? root : (findPlace(root, id)?.node ?? root));
  const textOf = (id: NodeId, as: "json" | "words") => {
    const node = partAt(id);
    if (as === "words") return wordsOfNode(node, builder.names);
    const place = findPlace(root, id);
    const filter = nodeToFilter(node);
    const relation = place?.relation;
    const whole: Filter | null = filter && relation ? { kind: "relation", relation, match: "any", where: filter } : filter;
    return whole ? JSON.stringify(whole, null, 2) : "";
  };
  const pasteText = (near: NodeId, text: string) => {
    const read = filterSchema.safeParse(parseJson(text));
    if (!read.success) return toast({ text: "What was copied is no condition. Copy one here, or a filter as text." });
    builder.edit({ do: "paste", near, filter: read.data });
    setWanted({ value: false });
  };
  const shared: BuilderShared = {
    builder,
    clock,
    loadLookup,
    segmentsOnly,
    counts,
    counting,
    addNear: (id) => {
      builder.lookAt(id);
      input.current?.focus();
    },
    focusOn: (value) => setWanted({ value }),
    copy: (id, as) => {
      navigator.clipboard.writeText(textOf(id, as)).then(
        () => toast({ text: as === "json" ? "Copied. Paste it into any filter." : "Copied in plain words." }),
        () => toast({ text: "The browser does not let this page copy. Use Ctrl C." }),
      );
    },
    paste: (near) => {
      navigator.clipboard.readText().then(
        (text) => pasteText(near, text),
        () => toast({ text: "The browser does not let this page paste. Use Ctrl V." }),
      );
    },
    drag: { id: dragged, drop, start: setDragged },
  };

  const choose = (suggestion: Suggestion) => {
    const part = partOf(suggestion);
    if (!part) return;
    const { effect } = suggestion;
    const kind = suggestion.lookup;
    if (effect.set === "value" && kind) builder.learn(kind, effect.value);
    builder.edit({ do: "add", near: focus, part });
    if (effect.set === "show") setWanted({ value: true });
    else input.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    const done = builderKey(event, builder, { characters, add: () => shared.addNear(focus) });
    if (!done) return;
    event.preventDefault();
    event.stopPropagation(); // Escape leaves the field, not the dialog around it
    if (done === "moved") setWanted({ value: false });
    if (done === "value") setWanted({ value: true });
  };
  useShortcut("/", () => input.current?.focus(), { label: "Find a field or a value", group: "Conditions", enabled: !segmentsOnly });
  const leaveSearch = (event: KeyboardEvent) => {
    if (event.key !== "Tab" || event.shiftKey || event.target !== input.current) return;
    event.preventDefault();
    setWanted({ value: false });
  };
  const isOnPart = (target: EventTarget) => target instanceof HTMLElement && target.dataset.node !== undefined;
  const onCopy = (event: ClipboardEvent) => {
    if (!isOnPart(event.target)) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", textOf(focus, "json"));
    if (event.type === "cut") {
      builder.edit({ do: "remove", id: focus });
      setWanted({ value: false });
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    if (!isOnPart(event.target)) return;
    event.preventDefault();
    pasteText(focus, event.clipboardData.getData("text/plain"));
  };
  const onFocus = (event: FocusEvent) => {
    const id = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-part]")?.dataset.part : undefined;
    if (id !== undefined) builder.lookAt(id);
  };
  const onDragOver = (event: DragEvent) => {
    if (dragged === null) return;
    event.preventDefault();
    const next = dropAt(event);
    if (next?.into !== drop?.into || next?.index !== drop?.index) setDrop(next);
  };
  const endDrag = () => {
    setDragged(null);
    setDrop(null);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    if (dragged !== null && drop) builder.edit({ do: "move", id: dragged, ...drop });
    endDrag();
  };

  return (
    <BuilderProvider value={shared}>
      {/* Tab leads from the search box to what was just added, past the controls of the lines before it. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it follows a key of the search box inside and adds nothing to press */}
      <div className="flex items-center gap-1 pb-2.5 max-sm:flex-wrap" onKeyDown={leaveSearch}>
        {leading}
        <IconButton label="Undo" keys="Ctrl Z" icon={<Undo2 aria-hidden />} disabled={!builder.canUndo} onClick={builder.undo} />
        <IconButton label="Redo" keys="Ctrl Shift Z" icon={<Redo2 aria-hidden />} disabled={!builder.canRedo} onClick={builder.redo} />
        {segmentsOnly ? null : (
          <div className="flex flex-1 max-sm:basis-full">
            <ConditionSearch input={input} searchValues={searchValues} onChoose={choose} />
          </div>
        )}
      </div>
      <div className="flex pr-3 pb-1 pl-0.5 text-xs text-ink-3">
        <span className="flex-1">Contacts must meet</span>
        {counts === noCounts ? null : <span>match alone</span>}
      </div>
      <ul
        ref={tree}
        aria-label="Conditions"
        onKeyDown={press}
        onFocus={onFocus}
        onCopy={onCopy}
        onCut={onCopy}
        onPaste={onPaste}
        onDragOver={onDragOver}
        onDrop={onDrop}
        onDragEnd={endDrag}
      >
        <RootGroup />
      </ul>
    </BuilderProvider>
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Before or behind the line below the pointer; the head and the foot of a group mean its beginning and end. */
function dropAt(event: DragEvent): Drop | null {
  const over = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-into]") : null;
  const { into, index, whole } = over?.dataset ?? {};
  if (!over || !into || index === undefined) return null;
  const { top, height } = over.getBoundingClientRect();
  const isBelow = whole === undefined && event.clientY > top + height / 2;
  return { into, index: Number(index) + (isBelow ? 1 : 0) };
}
