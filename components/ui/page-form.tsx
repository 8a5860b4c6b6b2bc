"use client";

import { type ComponentProps, useSyncExternalStore } from "react";

const never = () => () => undefined;

/** A form that stands on a page from the start: it takes nothing until its script is there, since what was typed before would be lost. */
export function PageForm({ children, ...form }: ComponentProps<"form">) {
  const live = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <form {...form}>
      <fieldset disabled={!live} className="contents">
        {children}
      </fieldset>
    </form>
  );
}
