"use client";

import { useEffect, useRef } from "react";
import { useShortcutLayer, useShortcuts } from "./shortcut-provider";

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
 * it works while that dialog is on top. Listed in the help by its label.
 */
export function useShortcut(keys: string | readonly string[], handler: (event: KeyboardEvent) => void, { label, group = "This page", inFields = false, enabled = true }: ShortcutOptions): void {
  const { register } = useShortcuts();
  const layer = useShortcutLayer();
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  const spelled = typeof keys === "string" ? keys : keys.join("\n");
  useEffect(() => {
    if (!enabled) return;
    return register({ keys: spelled.split("\n"), label, group, layer, inFields, run: (event) => latest.current(event) });
  }, [register, spelled, label, group, layer, inFields, enabled]);
}
