import type { Metadata } from "next";
import { z } from "zod";
import { ExportsTable } from "@/components/exports/exports-table";
import { EmptyState } from "@/components/ui/empty-state";
import { formatNumber } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { numberedPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { listExports } from "@/lib/exports/list-exports";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";

export const metadata: Metadata = { title: "Exports" };

const pageSize = 50;
const pageSchema = z.coerce.number().int().min(1).max(1_000_000).catch(1);

/** Everything that was taken out: one's own, or everybody's for an administrator. */
export default async function ExportsPage({ searchParams }: PageProps<"/exports">) {
  const page = pageSchema.parse((await searchParams).page);
  const { timeZone } = await currentContext();
  const { rows, total, everybody } = await readQuery(listExports, { page, pageSize });
  return (
    <>
      <PageHeader
        title="Exports"
        count={formatNumber(total)}
        line
        facts={[{ label: "Shown", value: everybody ? "everybody’s" : "your own" }]}
      />
      <ExportsTable
        rows={rows}
        timeZone={timeZone}
        empty={
          <EmptyState title="Nothing was exported yet" filled={0}>
            Every file of lines, contacts or log entries is written down here with its filter, rows and checksum.
          </EmptyState>
        }
      />
      <Pagination
        noun={total === 1 ? "export" : "exports"}
        {...numberedPages({ page, pageSize, shown: rows.length, total }, (next) => `/exports?page=${next}`)}
        keys={[]}
      />
    </>
  );
}
