"use client";

import { Bookmark, ChevronDown, Pencil, Pin, PinOff, Plus, Star, StarOff, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { type Tab, Tabs } from "@/components/ui/tabs";
import { useToast } from "@/components/ui/toast";
import { type ViewList, type ViewRow, viewHref } from "@/lib/habits/view-schema";
import { usePins } from "./pins-provider";
import { refusalWords, unreachableWords } from "./refusal-words";
import { SaveViewDialog } from "./save-view-dialog";
import type { ViewActions } from "./view-actions";

export type ViewTabsProps = {
  label: string;
  list: ViewList;
  /** The address of the bare list. */
  path: string;
  /** The list as everybody has it. */
  tabs: readonly Tab[];
  /** Views with how many each holds. */
  views: readonly (ViewRow & { count?: ReactNode })[];
  /** The one that the address names. */
  currentId: number | null;
  /** What the address asks for, as a view would keep it. */
  search: string;
  /** Whether that differs from the view, or from the bare list. */
  changed: boolean;
  actions: ViewActions;
};

type Asks = { kind: "save"; view: ViewRow | null } | null;

/** The list's own tabs and those of saved views, each with its count; *Save view* where something differs, and what can be done with the view that is open. */
export function ViewTabs({ label, list, path, tabs, views, currentId, search, changed, actions }: ViewTabsProps) {
  const router = useRouter();
  const { toast } = useToast();
  const { isPinned, togglePin } = usePins();
  const [asks, setAsks] = useState<Asks>(null);
  const [pending, start] = useTransition();
  const current = views.find(({ id }) => id === currentId) ?? null;
  const hrefOf = ({ id, search: kept }: ViewRow) => viewHref(path, id, kept);

  const restore = (view: ViewRow) =>
    start(async () => {
      const answer = await actions.restore({ id: view.id }).catch(() => null);
      if (answer?.ok) router.push(hrefOf(view), { scroll: false });
      else toast({ text: answer ? refusalWords(answer.error) : unreachableWords });
    });
  const remove = (view: ViewRow) =>
    start(async () => {
      const answer = await actions.remove({ id: view.id }).catch(() => null);
      if (!answer?.ok) return toast({ text: answer ? refusalWords(answer.error) : unreachableWords });
      router.replace(views.some(({ isDefault, id }) => isDefault && id !== view.id) ? viewHref(path, "all") : path, { scroll: false });
      toast({ text: `The view “${view.name}” is deleted.`, action: { label: "Undo", keys: "U", run: () => restore(view) } });
    });
  const update = (view: ViewRow) =>
    start(async () => {
      const { id, name, shared, isDefault } = view;
      const answer = await actions.save({ list, id, name, shared, search, isDefault }).catch(() => null);
      toast({ text: answer?.ok ? `The view “${name}” is as you see it now.` : answer ? refusalWords(answer.error) : unreachableWords });
    });
  const setDefault = (view: ViewRow) =>
    start(async () => {
      const answer = await actions.setDefault({ list, id: view.isDefault ? null : view.id }).catch(() => null);
      const now = view.isDefault ? "The list opens bare again." : `The list opens with “${view.name}” now.`;
      toast({ text: answer?.ok ? now : answer ? refusalWords(answer.error) : unreachableWords });
    });
  const all: Tab[] = [
    ...tabs.map((tab) => (current ? { ...tab, current: false } : tab)),
    ...views.map((view) => ({ href: hrefOf(view), label: view.name, count: view.count, current: view.id === currentId })),
  ];
  // A view of members has no page that a pin could open.
  const pin = current && list !== "members" ? { kind: "view" as const, key: String(current.id) } : null;
  return (
    <>
      <Tabs label={label} tabs={all}>
        {current ? (
          <Menu
            align="start"
            trigger={<IconButton label={`The view ${current.name}`} icon={<ChevronDown aria-hidden />} className="my-auto size-6!" />}
          >
            {current.own && changed ? (
              <MenuItem icon={<Bookmark aria-hidden />} onSelect={() => update(current)}>
                Keep it as it is now
              </MenuItem>
            ) : null}
            {current.own ? (
              <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setAsks({ kind: "save", view: current })}>
                Name and sharing…
              </MenuItem>
            ) : null}
            <MenuItem icon={current.isDefault ? <StarOff aria-hidden /> : <Star aria-hidden />} onSelect={() => setDefault(current)}>
              {current.isDefault ? "Do not open the list with it" : "Open the list with it"}
            </MenuItem>
            {pin ? (
              <MenuItem icon={isPinned(pin) ? <PinOff aria-hidden /> : <Pin aria-hidden />} onSelect={() => togglePin(pin, current.name)}>
                {isPinned(pin) ? "Unpin" : "Pin"}
              </MenuItem>
            ) : null}
            {current.own ? (
              <>
                <MenuSeparator />
                <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => remove(current)}>
                  Delete the view
                </MenuItem>
              </>
            ) : null}
          </Menu>
        ) : null}
        {changed ? (
          <Button
            variant="ghost"
            icon={<Plus aria-hidden />}
            pending={pending}
            onClick={() => setAsks({ kind: "save", view: null })}
            className="my-auto h-7! flex-none"
          >
            Save view
          </Button>
        ) : null}
      </Tabs>
      <SaveViewDialog
        open={asks !== null}
        view={asks?.view ?? null}
        list={list}
        search={asks?.view?.search ?? search}
        save={actions.save}
        onClose={() => setAsks(null)}
        onSaved={(view) => {
          setAsks(null);
          if (asks?.view === null) router.push(hrefOf(view), { scroll: false });
        }}
      />
    </>
  );
}
