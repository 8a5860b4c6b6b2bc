"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { type RefObject, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import type { Filter } from "@/lib/filters/schema";
import type { CodeNames } from "@/lib/filters/words";
import type { QueryTemplateRow } from "@/lib/query-templates/schema";
import { FillTemplate } from "./fill-template";
import type { OwnTemplates } from "./gallery-types";
import type { ValueSources } from "./row-values";
import { TemplateDialog } from "./template-dialog";
import { templateRefusal } from "./template-words";
import { type QueryTemplate, queryTemplates } from "./templates";
import { askedRows, filterToTree } from "./tree";

type Shown = QueryTemplate & { row?: QueryTemplateRow };

export type TemplateGalleryProps = OwnTemplates & {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  sources: ValueSources;
  /** Puts the filter in place of what is there; `names` says what its codes are called. */
  onUse: (filter: Filter, names: CodeNames) => void;
  /** What gets the focus where the button that opened it goes with what is replaced. */
  focusAfter?: RefObject<HTMLElement | null> | undefined;
};

/**
 * Queries to begin with, found by typing: one's own, those that others share, and ours. Choosing one asks for what it leaves open and puts a copy in
 * place of what is there, which Undo brings back (T-25).
 */
export function TemplateGallery({ open, onOpenChange, templates, names, actions, sources, onUse, focusAfter }: TemplateGalleryProps) {
  const { toast } = useToast();
  const [search, setSearch] = useState("");
  const [filling, setFilling] = useState<Shown | null>(null);
  const [changed, setChanged] = useState<QueryTemplateRow | null>(null);
  const wanted = search.trim().toLowerCase();
  const all: readonly Shown[] = [...templates.map(shownRow), ...queryTemplates];
  const found = all.filter(({ title, words, group }) => `${title} ${words} ${group}`.toLowerCase().includes(wanted));
  const show = (next: boolean) => {
    onOpenChange(next);
    setFilling(null);
  };
  const use = (filter: Filter) => {
    show(false);
    onUse(filter, new Map(names));
  };
  const choose = (template: Shown) =>
    askedRows(filterToTree(template.filter).root).length > 0 ? setFilling(template) : use(template.filter);
  const restore = async ({ id }: QueryTemplateRow) => {
    const answer = await actions?.restore({ id }).catch(() => null);
    if (!answer?.ok) toast({ text: templateRefusal(answer?.error ?? null) });
  };
  const remove = async (row: QueryTemplateRow) => {
    const answer = await actions?.remove({ id: row.id }).catch(() => null);
    if (!answer?.ok) return toast({ text: templateRefusal(answer?.error ?? null) });
    toast({ text: `The template “${row.name}” is deleted.`, action: { label: "Undo", keys: "U", run: () => restore(row) } });
  };
  return (
    <>
      <Dialog
        open={open}
        onOpenChange={show}
        title={filling?.title ?? "Begin with a template"}
        subtitle={filling ? undefined : "It takes the place of what is there."}
        size="lg"
        bare
        focusAfter={focusAfter}
      >
        {filling ? (
          <FillTemplate filter={filling.filter} sources={sources} onUse={use} onBack={() => setFilling(null)} />
        ) : (
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4 max-sm:px-4">
            <TextField label="Find a template" value={search} onChange={(event) => setSearch(event.target.value)} />
            {found.length === 0 ? <p className="py-3 text-ink-3">{`No template is about “${search.trim()}”.`}</p> : null}
            <ul className="mt-3 grid gap-1.5 sm:grid-cols-2">
              {found.map((template) => (
                <li key={template.key} className="relative">
                  <button
                    type="button"
                    onClick={() => choose(template)}
                    className="flex h-full w-full flex-col rounded-md border border-line px-3 py-2.5 text-left hover:wash"
                  >
                    <span className="text-2xs text-ink-3">{template.group}</span>
                    <span className={template.row?.own ? "pr-8 font-medium" : "font-medium"}>{template.title}</span>
                    <span className="text-xs text-pretty text-ink-2">{template.words}</span>
                  </button>
                  {actions && template.row?.own ? <OwnMenu row={template.row} onChange={setChanged} onRemove={remove} /> : null}
                </li>
              ))}
            </ul>
          </div>
        )}
      </Dialog>
      {actions && changed ? (
        <TemplateDialog open of={{ template: changed }} templates={templates} save={actions.save} onClose={() => setChanged(null)} />
      ) : null}
    </>
  );
}

function shownRow(row: QueryTemplateRow): Shown {
  const group = row.own ? (row.shared ? "Yours, everybody sees it" : "Yours") : `Shared by ${row.ownerName}`;
  return { key: `own ${row.id}`, title: row.name, words: row.description ?? "", group, filter: row.filter, row };
}

type OwnMenuProps = { row: QueryTemplateRow; onChange: (row: QueryTemplateRow) => void; onRemove: (row: QueryTemplateRow) => void };

function OwnMenu({ row, onChange, onRemove }: OwnMenuProps) {
  return (
    <Menu
      trigger={
        <IconButton label={`More about the template ${row.name}`} icon={<Ellipsis aria-hidden />} className="absolute! top-1.5 right-1.5" />
      }
    >
      <MenuItem icon={<Pencil aria-hidden />} onSelect={() => onChange(row)}>
        Name and sharing…
      </MenuItem>
      <MenuItem icon={<Trash2 aria-hidden />} danger onSelect={() => onRemove(row)}>
        Delete the template
      </MenuItem>
    </Menu>
  );
}
