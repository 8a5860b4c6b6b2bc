import { redirect } from "next/navigation";
import { Suspense } from "react";
import type { ViewAddress } from "@/components/habits/view-address";
import { ViewCount } from "@/components/habits/view-count";
import type { RawSearch } from "@/components/ui/search-params";
import { type ViewList, viewHref } from "@/lib/habits/view-schema";
import { listViews } from "@/lib/habits/views";
import { readQuery } from "@/lib/request/run-operation";
import { deleteViewAction, restoreViewAction, saveViewAction, setDefaultViewAction } from "./actions";

type ListKind<Address extends ViewAddress> = {
  list: ViewList;
  parse: (search: RawSearch) => Address;
  /** The address of the first page, as short as it can be; what the page itself needs stands first in it. */
  href: (address: Address) => string;
  /** How many rows an address holds. */
  count: (address: Address) => Promise<number>;
};

const actions = { save: saveViewAction, remove: deleteViewAction, restore: restoreViewAction, setDefault: setDefaultViewAction };

/**
 * Opens a list by its address: the bare address with the view that the person chose to open it with, `?view=7` with what that view
 * keeps, anything else as it says.
 *
 * @param raw the parameters of the list, without those that lead to its page
 * @returns the address, one for the list's own tabs, which leave a view and what it brought, and what `ViewTabs` needs
 */
export async function openList<Address extends ViewAddress>(raw: RawSearch, { list, parse, href, count }: ListKind<Address>) {
  const views = await readQuery(listViews, { list });
  const asked = parse(raw);
  const path = href(parse({}));
  const opening = Object.keys(raw).length === 0 ? views.find((view) => view.isDefault) : undefined;
  const named = views.find(({ id }) => String(id) === asked.view);
  const bare = Object.keys(raw).every((name) => name === "view");
  const opened = opening ?? (bare && named?.search ? named : undefined);
  if (opened) redirect(viewHref(path, opened.id, opened.search));
  const hasDefault = views.some((view) => view.isDefault);
  const unviewed = hasDefault ? "all" : null;
  const address = { ...asked, view: named ? asked.view : unviewed };
  const kept = (of: Address) => href({ ...of, view: null }).slice(path.length + 1);
  const addressOf = (search: string) => parse(Object.fromEntries(new URLSearchParams(search)));
  const search = kept(asked);
  const viewTabs = {
    list,
    path,
    views: views.map((view) => ({
      ...view,
      count: (
        <Suspense fallback="…">
          <ViewCount count={count(addressOf(view.search))} />
        </Suspense>
      ),
    })),
    currentId: named?.id ?? null,
    search,
    changed: search !== (named ? kept(addressOf(named.search)) : ""),
    actions,
  };
  return { address, tabsAddress: { ...(named ? parse({}) : address), view: unviewed }, viewTabs };
}
