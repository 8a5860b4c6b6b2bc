"use client";

import { Search, X } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useEffect, useEffectEvent, useRef, useState, useTransition } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { classNames } from "./class-names";
import { bareInput, fieldBox } from "./field";
import { Kbd } from "./kbd";

export type SearchFieldProps = {
  /** "Find a segment"; name and placeholder in one. */
  label: string;
  /** The parameter of the address that it sets. */
  param?: string | undefined;
  /** Parameters that a new search drops: the page it was on. */
  resets?: readonly string[] | undefined;
  className?: string | undefined;
};

/**
 * Searches by the address: 300 ms after the last key, at once on Enter and when the field is left, so that a link pressed meanwhile has the last
 * word. `/` goes to it, Esc empties it. Works without scripts as a plain form.
 */
export function SearchField({
  label,
  param = "search",
  resets = ["after", "before", "goTo", "from", "last", "page"],
  className,
}: SearchFieldProps) {
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const current = params.get(param) ?? "";
  const [text, setText] = useState(current);
  const [searching, startSearch] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useShortcut("/", () => input.current?.select(), { label, group: "This page" });
  /** What was asked for last, which the address says only once its answer is there. */
  const asked = useRef(current);
  // What was typed before this page heard keys counts too.
  const takeTyped = useEffectEvent(() => {
    if (input.current && input.current.value !== text) type(input.current.value);
  });
  useEffect(() => {
    takeTyped();
    return () => clearTimeout(timer.current);
  }, []);
  // Back, forward and links change the address, and the field follows; an answer that arrives late is not put over what was typed since.
  useEffect(() => {
    if (searching || timer.current !== undefined) return;
    asked.current = current;
    setText((typed) => (typed.trim() === current ? typed : current));
  }, [current, searching]);

  const search = (value: string) => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const wanted = value.trim();
    if (wanted === asked.current) return;
    asked.current = wanted;
    const next = new URLSearchParams(window.location.search); // as it is now, not when the key was pressed
    for (const name of resets) next.delete(name);
    if (wanted) next.set(param, wanted);
    else next.delete(param);
    startSearch(() => router.replace(next.size > 0 ? `${path}?${next}` : path, { scroll: false }));
  };
  const type = (value: string) => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => search(value), 300);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search(text);
  };
  return (
    <search className={classNames("w-[200px] flex-none max-sm:w-auto max-sm:min-w-32 max-sm:flex-1", className)}>
      <form onSubmit={submit} className={classNames(fieldBox, "relative h-control overflow-hidden px-2")}>
        <Search className="icon-s" aria-hidden />
        <input
          ref={input}
          type="search"
          name={param}
          value={text}
          aria-label={label}
          placeholder={label}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => type(event.target.value)}
          onBlur={() => timer.current !== undefined && search(text)}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || !text) return;
            event.preventDefault();
            setText("");
            search("");
          }}
          className={bareInput}
        />
        {text ? (
          <button
            type="button"
            aria-label="Clear the search"
            className="grid size-5 flex-none place-items-center rounded-sm hover:bg-hover"
            onClick={() => {
              setText("");
              search("");
              input.current?.focus();
            }}
          >
            <X className="icon-xs" aria-hidden />
          </button>
        ) : (
          <Kbd>/</Kbd>
        )}
        {searching ? <span aria-hidden className="progress-endless absolute inset-x-0 bottom-0 h-0.5 w-1/3 bg-accent-mid" /> : null}
      </form>
    </search>
  );
}
