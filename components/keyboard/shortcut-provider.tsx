"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { createShortcutRegistry, type ShortcutRegistry, type ShortcutSnapshot } from "./shortcut-registry";

const RegistryContext = createContext<ShortcutRegistry | null>(null);
const LayerContext = createContext(0);

const storageKey = "winnow-character-keys";

/** Where characters mean themselves: fields, lists that jump by letter, and whatever can be written in. */
function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("[role=menu],[role=listbox]")) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit", "file"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Listens for keys and runs the shortcut that fits. One, at the root; what can be pressed is registered by `useShortcut`. */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(createShortcutRegistry);
  useEffect(() => {
    if (localStorage.getItem(storageKey) === "off") registry.switchCharacters(false);
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const shortcut = registry.find(event, { inField: isField(event.target), at: event.timeStamp });
      if (shortcut && shortcut.run(event) !== false) event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [registry]);
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

/** The registry itself; it never changes, so nothing renders again because of it. Only below `ShortcutProvider`. */
export function useShortcutRegistry(): ShortcutRegistry {
  const registry = useContext(RegistryContext);
  if (!registry) throw new Error("Shortcuts are used outside of ShortcutProvider");
  return registry;
}

/** Everything that can be pressed now, and the switch for plain characters, which this browser remembers. */
export function useShortcuts(): ShortcutSnapshot & { switchCharacters: (on: boolean) => void } {
  const registry = useShortcutRegistry();
  const snapshot = useSyncExternalStore(registry.subscribe, registry.snapshot, registry.snapshot);
  const switchCharacters = useCallback(
    (on: boolean) => {
      localStorage.setItem(storageKey, on ? "on" : "off");
      registry.switchCharacters(on);
    },
    [registry],
  );
  return { ...snapshot, switchCharacters };
}

/** The layer that a shortcut belongs to: 0 on a page, one more inside each dialog. */
export function useShortcutLayer(): number {
  return useContext(LayerContext);
}

/** Around what a dialog holds: while it is mounted, only the shortcuts inside work. */
export function ShortcutLayer({ children }: { children: ReactNode }) {
  const layer = useShortcutLayer() + 1;
  const registry = useShortcutRegistry();
  useEffect(() => registry.openLayer(layer), [registry, layer]);
  return <LayerContext value={layer}>{children}</LayerContext>;
}
