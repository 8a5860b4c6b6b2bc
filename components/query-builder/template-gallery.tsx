"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { type QueryTemplate, queryTemplates } from "./templates";

/** Queries to begin with, found by typing. Choosing one puts it in place of what is there, which Undo brings back (T-25). */
export function TemplateGallery({ onChoose }: { onChoose: (template: QueryTemplate) => void }) {
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const found = queryTemplates.filter(({ title, words, group }) => `${title} ${words} ${group}`.toLowerCase().includes(wanted));
  const choose = (template: QueryTemplate) => {
    setOpen(false);
    onChoose(template);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>Templates</Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Begin with a template"
        subtitle="What is left open is filled in afterwards."
        size="lg"
      >
        <TextField label="Find a template" value={search} onChange={(event) => setSearch(event.target.value)} />
        {found.length === 0 ? <p className="py-3 text-ink-3">{`No template is about “${search.trim()}”.`}</p> : null}
        <ul className="mt-3 grid gap-1.5 sm:grid-cols-2">
          {found.map((template) => (
            <li key={template.key}>
              <button
                type="button"
                onClick={() => choose(template)}
                className="flex h-full w-full flex-col rounded-md border border-line px-3 py-2.5 text-left hover:wash"
              >
                <span className="text-2xs text-ink-3">{template.group}</span>
                <span className="font-medium">{template.title}</span>
                <span className="text-xs text-pretty text-ink-2">{template.words}</span>
              </button>
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}
