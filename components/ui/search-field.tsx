"use client";

import { Search, X } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState, useTransition } from "react";
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
  // Back and forward change the address, and the field follows, unless somebody is typing in it.
  useEffect(() => {
    if (document.activeElement !== input.current) setText(current);
  }, [current]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const search = (value: string) => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const next = new URLSearchParams(params);
    for (const name of resets) next.delete(name);
    if (value.trim()) next.set(param, value.trim());
    else next.delete(param);
    if ((next.get(param) ?? "") === current) return;
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
