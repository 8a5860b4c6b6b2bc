import type { Metadata } from "next";
import { ViewTabs } from "@/components/habits/view-tabs";
import { NewTemplate } from "@/components/templates/new-template";
import { parseTemplatesAddress, templatesHref } from "@/components/templates/templates-address";
import { TemplatesTable } from "@/components/templates/templates-table";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { numberedPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TextLink } from "@/components/ui/text-link";
import { Toolbar } from "@/components/ui/toolbar";
import { hasRight } from "@/lib/access/rights";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { findCurrency } from "@/lib/setup/currency";
import { listTemplates } from "@/lib/templates/list-templates";
import { openList } from "../open-list";
import { loadLookupAction } from "../segments/actions";
import { templateActions } from "./template-actions";

export const metadata: Metadata = { title: "Interaction templates" };

export default async function TemplatesPage({ searchParams }: PageProps<"/interaction-templates">) {
  const { address, tabsAddress, viewTabs } = await openList(await searchParams, {
    list: "interaction-templates",
    parse: parseTemplatesAddress,
    href: (of) => templatesHref(of, {}),
    count: async (of) => (await readQuery(listTemplates, { search: of.search, groupCode: of.group })).total,
  });
  const { user } = await currentContext();
  const { search, group, sort, direction, page } = address;
  const [list, currency] = await Promise.all([
    readQuery(listTemplates, { search, groupCode: group, order: sort, direction, page }),
    readQuery(findCurrency, {}),
  ]);
  const { templates, groups, total, pageSize } = list;
  const all = groups.reduce((sum, each) => sum + each.templates, 0);
  return (
    <>
      <PageHeader
        title="Interaction templates"
        count={search === "" ? all : undefined}
        actions={
          <>
            <ButtonLink href="/interaction-templates/fields" prefetch={false} variant="ghost">
              Fields
            </ButtonLink>
            {hasRight(user.role, "setup") ? (
              <NewTemplate currency={currency} actions={templateActions} loadLookup={loadLookupAction} />
            ) : null}
          </>
        }
      />
      <ViewTabs
        {...viewTabs}
        label="Templates by group"
        tabs={[
          { href: templatesHref(tabsAddress, { group: null }), label: "All", count: all, current: group === null },
          ...groups.map(({ code, description, templates: count }) => ({
            href: templatesHref(tabsAddress, { group: code }),
            label: description,
            count,
            current: group === code,
          })),
        ]}
      />
      <Toolbar label="Find">
        <SearchField label="Find a template" />
      </Toolbar>
      <TemplatesTable
        templates={templates}
        currency={currency}
        sort={{ by: sort, direction }}
        empty={
          <EmptyState title="No template fits" filled={0} actions={<TextLink href="/interaction-templates">Show all templates</TextLink>}>
            {search ? `Nothing is called “${search}” here. Code, description and group are searched.` : "There is none in this group."}
          </EmptyState>
        }
      />
      <Pagination
        noun={total === 1 ? "template" : "templates"}
        {...numberedPages({ page, pageSize, shown: templates.length, total }, (next) => templatesHref(address, { page: next }))}
        keys={[
          ["↑ ↓", "move"],
          ["Enter", "open"],
        ]}
      />
    </>
  );
}
