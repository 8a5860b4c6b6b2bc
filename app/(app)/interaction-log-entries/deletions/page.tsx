import type { Metadata } from "next";
import { z } from "zod";
import { DeletionsTable } from "@/components/interactions/deletions-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { numberedPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { listDeletions } from "@/lib/logging/list-deletions";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";

export const metadata: Metadata = { title: "Deletions" };

const path = "/interaction-log-entries/deletions";
const pageSize = 50;
const searchSchema = z.object({ page: z.coerce.number().int().min(1).max(1_000_000).default(1).catch(1) });

/** The register of what was deleted from the log, the newest first. */
export default async function DeletionsPage({ searchParams }: PageProps<"/interaction-log-entries/deletions">) {
  const { page } = searchSchema.parse(await searchParams);
  const { timeZone } = await currentContext();
  const { rows, total } = await readQuery(listDeletions, { page, pageSize });
  return (
    <>
      <PageHeader title="Deletions" count={total} crumbs={[{ href: "/interaction-log-entries", label: "Interaction log" }]} line />
      <DeletionsTable
        rows={rows}
        timeZone={timeZone}
        empty={
          <EmptyState title="Nothing was deleted from the log" filled={0}>
            Canceled entries and logged segments can be deleted by administrators. What was deleted, when and by whom stands here.
          </EmptyState>
        }
      />
      <Pagination
        noun={total === 1 ? "deletion" : "deletions"}
        {...numberedPages({ page, pageSize, shown: rows.length, total }, (next) => `${path}?page=${next}`)}
      />
    </>
  );
}
