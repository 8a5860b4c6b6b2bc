"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import type { Option } from "./option";

/** Where choices come from: a list that is here, or a callback that finds them by what was typed. */
export type OptionSource =
  | { options: readonly Option[]; loadOptions?: undefined }
  | { options?: undefined; loadOptions: (search: string) => Promise<readonly Option[]> };

export type LoadedOptions = { options: readonly Option[]; state: "ready" | "loading" | "failed" };

const nothing: readonly Option[] = [];

/**
 * The choices for `search`. With a callback they are asked for while `open`, 150 ms after the last key; the ones before stay until the
 * new ones are there, and an answer that was overtaken is dropped.
 */
export function useOptions({ options, loadOptions }: OptionSource, search: string, open: boolean): LoadedOptions {
  const [loaded, setLoaded] = useState<LoadedOptions>({ options: nothing, state: "loading" });
  const load = useRef(loadOptions);
  load.current = loadOptions;
  const asked = useRef(0);
  const remote = loadOptions !== undefined;
  useEffect(() => {
    if (!remote || !open) return;
    asked.current += 1;
    const question = asked.current;
    setLoaded((before) => ({ ...before, state: "loading" }));
    const timer = setTimeout(
      async () => {
        const answer = await load.current?.(search).then(
          (found): LoadedOptions => ({ options: found, state: "ready" }),
          (): LoadedOptions => ({ options: nothing, state: "failed" }),
        );
        if (answer && question === asked.current) setLoaded(answer);
      },
      search === "" ? 0 : 150,
    );
    return () => clearTimeout(timer);
  }, [remote, open, search]);
  return useMemo(() => (options ? { options, state: "ready" } : loaded), [options, loaded]);
}
