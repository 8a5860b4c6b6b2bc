"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { matchShortcut, type Shortcut } from "./match-shortcut";
import { type Stroke, strokeOf } from "./stroke";

type Registered = Shortcut & { run: (event: KeyboardEvent) => void };

type ShortcutState = {
  register: (shortcut: Registered) => () => void;
  openLayer: (layer: number) => () => void;
  /** In the order of registration. */
  shortcuts: readonly Shortcut[];
  /** Plain characters as shortcuts, switched on or off for this browser. */
  charactersOn: boolean;
  switchCharacters: (on: boolean) => void;
};

const ShortcutContext = createContext<ShortcutState | null>(null);
const LayerContext = createContext(0);

const storageKey = "winnow-character-keys";
const sequenceMs = 1200;

/** Where characters mean themselves: fields, lists that jump by letter, and whatever can be written in. */
function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("[role=menu],[role=listbox]")) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit", "file"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Listens for keys and runs the shortcut that fits. One, at the root; what can be pressed is registered by `useShortcut`. */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const registered = useRef<readonly Registered[]>([]);
  const layers = useRef<readonly number[]>([]);
  const begun = useRef<{ strokes: readonly Stroke[]; at: number }>({ strokes: [], at: 0 });
  const [shortcuts, setShortcuts] = useState<readonly Shortcut[]>([]);
  const [charactersOn, setCharactersOn] = useState(true);

  useEffect(() => setCharactersOn(localStorage.getItem(storageKey) !== "off"), []);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat && event.key.length === 1) return;
      if (["Control", "Shift", "Alt", "Meta", "AltGraph"].includes(event.key)) return;
      const strokes = event.timeStamp - begun.current.at < sequenceMs ? begun.current.strokes : [];
      const context = { layer: Math.max(0, ...layers.current), inField: isField(event.target), charactersOn };
      const match = matchShortcut(registered.current, strokes, strokeOf(event), context);
      begun.current = match.kind === "begun" ? { strokes: match.strokes, at: event.timeStamp } : { strokes: [], at: 0 };
      if (match.kind !== "found") return;
      event.preventDefault();
      match.shortcut.run(event);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [charactersOn]);

  const register = useCallback((shortcut: Registered) => {
    registered.current = [...registered.current, shortcut];
    setShortcuts(registered.current);
    return () => {
      registered.current = registered.current.filter((each) => each !== shortcut);
      setShortcuts(registered.current);
    };
  }, []);
  const openLayer = useCallback((layer: number) => {
    layers.current = [...layers.current, layer];
    return () => {
      const at = layers.current.lastIndexOf(layer);
      layers.current = layers.current.filter((_, index) => index !== at);
    };
  }, []);
  const switchCharacters = useCallback((on: boolean) => {
    localStorage.setItem(storageKey, on ? "on" : "off");
    setCharactersOn(on);
  }, []);

  const state = useMemo(() => ({ register, openLayer, shortcuts, charactersOn, switchCharacters }), [register, openLayer, shortcuts, charactersOn, switchCharacters]);
  return <ShortcutContext value={state}>{children}</ShortcutContext>;
}

/** Everything that can be pressed now, and the switch for plain characters. Only below `ShortcutProvider`. */
export function useShortcuts(): ShortcutState {
  const state = useContext(ShortcutContext);
  if (!state) throw new Error("Shortcuts are used outside of ShortcutProvider");
  return state;
}

/** The layer that a shortcut belongs to: 0 on a page, one more inside each dialog. */
export function useShortcutLayer(): number {
  return useContext(LayerContext);
}

/** Around what a dialog holds: while it is mounted, only the shortcuts inside work. */
export function ShortcutLayer({ children }: { children: ReactNode }) {
  const layer = useShortcutLayer() + 1;
  const { openLayer } = useShortcuts();
  useEffect(() => openLayer(layer), [openLayer, layer]);
  return <LayerContext value={layer}>{children}</LayerContext>;
}
