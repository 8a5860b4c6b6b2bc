import type { Metadata } from "next";
import { criteriaHref, parseCriteriaAddress } from "@/components/saved-criteria/address";
import { SavedCriteriaTable } from "@/components/saved-criteria/saved-criteria-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { numberedPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { Tabs } from "@/components/ui/tabs";
import { TextLink } from "@/components/ui/text-link";
import { Toolbar } from "@/components/ui/toolbar";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { listSavedCriteria } from "@/lib/segmentation/list-saved-criteria";

export const metadata: Metadata = { title: "Saved criteria" };

const pageSize = 50;

/** Stacks kept under a code, shared ones and one's own. */
export default async function SavedCriteriaListPage({ searchParams }: PageProps<"/segments/saved-criteria">) {
  const address = parseCriteriaAddress(await searchParams);
  const { search, whose, sort, direction, page } = address;
  const { today, timeZone } = await currentContext();
  const { rows, total, counts } = await readQuery(listSavedCriteria, { search, whose, sort, direction, page, pageSize });
  const tab = (key: typeof whose, label: string) => ({
    href: criteriaHref(address, { whose: key }),
    label,
    count: counts[key],
    current: whose === key,
  });
  return (
    <>
      <PageHeader title="Saved criteria" count={counts.all} crumbs={[{ href: "/segments", label: "Segments" }]} />
      <Tabs label="Whose" tabs={[tab("all", "All"), tab("mine", "Mine"), tab("shared", "Shared")]} />
      <Toolbar label="Find">
        <SearchField label="Find saved criteria" />
      </Toolbar>
      <SavedCriteriaTable
        rows={rows}
        sort={{ by: sort, direction }}
        today={today}
        timeZone={timeZone}
        empty={
          search || whose !== "all" ? (
            <EmptyState title="No saved criteria fit" filled={0} actions={<TextLink href="/segments/saved-criteria">Show all</TextLink>}>
              Code, description and who made them are searched.
            </EmptyState>
          ) : (
            <EmptyState title="No saved criteria yet">
              The steps of a segment, kept under a code to be taken again. Save criteria, in the menu of a segment, makes the first.
            </EmptyState>
          )
        }
      />
      <Pagination
        noun="saved criteria"
        {...numberedPages({ page, pageSize, shown: rows.length, total }, (next) => criteriaHref(address, { page: next }))}
      />
    </>
  );
}
