"use client";

import { useEffectEvent, useLayoutEffect } from "react";
import { useShortcutLayer, useShortcutRegistry } from "./shortcut-provider";
import type { ShortcutHandler } from "./shortcut-registry";

export type ShortcutOptions = {
  /** What it does, as an order, for the help: "Add contacts". */
  label: string;
  /** The heading in the help; "This page" unless given. */
  group?: string | undefined;
  /** Also while a field has the focus; never for plain characters. */
  inFields?: boolean | undefined;
  /** Registered only while true. */
  enabled?: boolean | undefined;
};

/**
 * Runs `handler` on these keys while the component is mounted: "A", "Ctrl Shift Z", "G S", or several that do the same. Inside a dialog
 * it works while that dialog is on top. Listed in the help by its label. A handler that answers false leaves the key to the browser.
 */
export function useShortcut(
  keys: string | readonly string[],
  handler: ShortcutHandler,
  { label, group = "This page", inFields = false, enabled = true }: ShortcutOptions,
): void {
  const registry = useShortcutRegistry();
  const layer = useShortcutLayer();
  const run = useEffectEvent(handler);
  const spelled = typeof keys === "string" ? keys : keys.join("\n");
  // Before the browser paints: who sees the button ready may press its key.
  useLayoutEffect(() => {
    if (!enabled) return;
    return registry.register({ keys: spelled.split("\n"), label, group, layer, inFields, run: (event) => run(event) });
  }, [registry, spelled, label, group, layer, inFields, enabled]);
}
