"use client";

import { type KeyboardEvent, useCallback, useState } from "react";
import type { Option } from "./option";
import { type LoadedOptions, type OptionSource, useOptions } from "./use-options";

export type OptionSearch = LoadedOptions & {
  search: string;
  open: boolean;
  /** For the combobox root: what is typed, whether it is open. */
  root: { inputValue: string; onInputValueChange: (text: string) => void; open: boolean; onOpenChange: (open: boolean) => void };
  /** For its trigger: a character typed on the closed field opens it and is searched for. */
  typeToOpen: (event: KeyboardEvent) => void;
};

/** What is searched, what is found and whether the list is open, for comboboxes whose search box stands in what drops down. */
export function useOptionSearch({
  options,
  loadOptions,
}: {
  options?: readonly Option[] | undefined;
  loadOptions?: ((search: string) => Promise<readonly Option[]>) | undefined;
}): OptionSearch {
  const [search, setSearch] = useState("");
  const [open, setOpen] = useState(false);
  const source: OptionSource = loadOptions ? { loadOptions } : { options: options ?? [] };
  const found = useOptions(source, search, open);
  const onOpenChange = useCallback((next: boolean) => {
    setOpen(next);
    if (!next) setSearch("");
  }, []);
  const typeToOpen = useCallback((event: KeyboardEvent) => {
    if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setSearch(event.key);
    setOpen(true);
  }, []);
  return { ...found, search, open, root: { inputValue: search, onInputValueChange: setSearch, open, onOpenChange }, typeToOpen };
}
