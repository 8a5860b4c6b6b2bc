"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { Search } from "lucide-react";
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { bareInput, fieldBox } from "@/components/ui/field";
import { groupLabelClass, itemClass, popupClass } from "@/components/ui/menu-style";
import { type FoundValue, fieldAndRest, findConditions, type Suggestion, type SuggestionGroup } from "./find-conditions";
import { readRecent, recentSuggestions } from "./recent-conditions";

/** Asks for the codes of all look-ups that fit a text, a few of each. */
export type SearchValues = (text: string) => Promise<readonly FoundValue[]>;

export type ConditionSearchProps = {
  input: RefObject<HTMLInputElement | null>;
  searchValues: SearchValues;
  onChoose: (suggestion: Suggestion) => void;
};

/** The one search box over fields and values. What is chosen goes into its section, and the box is empty again for the next. */
export function ConditionSearch({ input, searchValues, onChoose }: ConditionSearchProps) {
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const { found, looking } = useFoundValues(text, searchValues);
  const [recent, setRecent] = useState<readonly Suggestion[]>([]);
  useEffect(() => setRecent(recentSuggestions(readRecent(localStorage))), []);
  const groups: readonly SuggestionGroup[] =
    text.trim() === "" ? (recent.length > 0 ? [{ value: "Used lately", items: [...recent] }] : []) : findConditions(text, found);
  const box = useRef<HTMLDivElement>(null);
  const choose = (suggestion: Suggestion) => {
    setText("");
    setOpen(false);
    setAwaited(false);
    onChoose(suggestion);
  };
  // Enter while codes are still looked for means the best there will be, unless somebody walked to a line.
  const [awaited, setAwaited] = useState(false);
  const walked = useRef(false);
  const best = useEffectEvent(() => {
    const first = groups[0]?.items[0];
    if (first) choose(first);
  });
  useEffect(() => {
    if (awaited && !looking) best();
  }, [awaited, looking]);
  return (
    <Base.Root<Suggestion>
      items={groups}
      filter={null}
      value={null}
      autoHighlight={text.trim() !== ""}
      open={(open || awaited) && (groups.length > 0 || text.trim() !== "")}
      onOpenChange={(next) => setOpen(next)}
      inputValue={text}
      onInputValueChange={(next, { reason }) => {
        if (reason !== "input-change" && reason !== "input-clear") return;
        walked.current = false;
        setAwaited(false);
        setText(next);
      }}
      onItemHighlighted={(_, { reason }) => {
        if (reason === "keyboard" || reason === "pointer") walked.current = true;
      }}
      onValueChange={(suggestion, { event }) => {
        if (!suggestion) return;
        if (looking && !walked.current && event instanceof KeyboardEvent) setAwaited(true);
        else choose(suggestion);
      }}
    >
      <div ref={box} className={classNames(fieldBox, "relative h-control-lg flex-1 overflow-hidden px-2.5")}>
        <Search className="icon-s" aria-hidden />
        <Base.Input
          ref={input}
          aria-label="Find a field or a value"
          placeholder="Find a field or a value: city, newsletter, Denmark"
          className={bareInput}
        />
        {looking ? <span aria-hidden className="progress-endless absolute inset-x-0 bottom-0 h-0.5 w-1/3 bg-accent-mid" /> : null}
      </div>
      <Base.Portal>
        <Base.Positioner anchor={box} align="start" sideOffset={4} className="z-(--z-menu) outline-none">
          <Base.Popup aria-label="Fields and values" className={`${popupClass} flex w-(--anchor-width) flex-col`}>
            <Base.Empty>
              <span className="block px-2 py-1 text-ink-3">
                {looking ? "Looking…" : `Neither a field nor a value is called “${text.trim()}”`}
              </span>
            </Base.Empty>
            <Base.List className="min-h-0 max-h-96 flex-1 overflow-y-auto">
              {(group: SuggestionGroup) => (
                <Base.Group key={group.value} items={group.items}>
                  <Base.GroupLabel className={groupLabelClass}>{group.value}</Base.GroupLabel>
                  <Base.Collection>
                    {(suggestion: Suggestion) => (
                      <Base.Item key={suggestion.value} value={suggestion} className={itemClass}>
                        <span className="min-w-0 flex-1 truncate">
                          {suggestion.label}
                          {suggestion.hint ? <span className="ml-2 text-ink-3">{suggestion.hint}</span> : null}
                        </span>
                        <span className="max-w-48 truncate text-xs text-ink-3">{suggestion.detail}</span>
                      </Base.Item>
                    )}
                  </Base.Collection>
                </Base.Group>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const nothing: readonly FoundValue[] = [];

/** The codes that fit, 150 ms after the last key; those of before stay until then. With "country dk" it is "dk" that is looked for. */
function useFoundValues(text: string, searchValues: SearchValues): { found: readonly FoundValue[]; looking: boolean } {
  const [state, setState] = useState<{ found: readonly FoundValue[]; text: string }>({ found: nothing, text: "" });
  const wanted = (fieldAndRest(text)?.rest ?? text).trim();
  useEffect(() => {
    if (wanted.length < 2) return setState({ found: nothing, text: wanted });
    let current = true;
    const timer = setTimeout(() => {
      searchValues(wanted).then(
        (found) => current && setState({ found, text: wanted }),
        () => current && setState({ found: nothing, text: wanted }), // fields can still be found
      );
    }, 150);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [wanted, searchValues]);
  return { found: state.found, looking: wanted.length >= 2 && state.text !== wanted };
}
