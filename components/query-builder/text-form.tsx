"use client";

import { useState } from "react";
import { TextArea } from "@/components/ui/text-area";
import type { FilterClock } from "@/lib/filters/clock";
import { readText } from "./read-text";
import { filterToTree } from "./tree";
import type { Builder } from "./use-builder";

/** The filter as text, to be read, changed, copied and pasted. What cannot be read stays as it is typed and changes nothing. */
export function TextForm({ builder, clock }: { builder: Builder; clock: FilterClock }) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? JSON.stringify(builder.filter, null, 2);
  const read = typed === null ? null : readText(typed, clock);
  return (
    <TextArea
      label="Filter as text"
      aside="JSON, as the API takes it"
      code
      rows={24}
      spellCheck={false}
      value={text}
      error={read && !read.ok ? read.error : undefined}
      hint="Groups are all, any and not; conditions name a field, an operator and values."
      onChange={(event) => {
        setTyped(event.target.value);
        const next = readText(event.target.value, clock);
        if (next.ok) builder.edit({ do: "replace", ...filterToTree(next.value) }, "text");
      }}
      onBlur={() => (read?.ok ? setTyped(null) : undefined)}
    />
  );
}
