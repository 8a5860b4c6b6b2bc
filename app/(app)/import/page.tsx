import type { Metadata } from "next";
import { z } from "zod";
import { FileDrop } from "@/components/imports/file-drop";
import { ImportsTable } from "@/components/imports/imports-table";
import { PageHeader } from "@/components/ui/page-header";
import { numberedPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { listImports } from "@/lib/contacts/import/queries";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";

export const metadata: Metadata = { title: "Import" };

const searchSchema = z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1).catch(1) });

export default async function ImportPage({ searchParams }: PageProps<"/import">) {
  const { page } = searchSchema.parse(await searchParams);
  const [{ timeZone }, list] = await Promise.all([currentContext(), readQuery(listImports, { page })]);
  return (
    <>
      <PageHeader title="Import" />
      <FileDrop />
      {list.total > 0 ? (
        <>
          <ImportsTable imports={list.imports} timeZone={timeZone} empty={<p className="text-ink-2">There is no such page.</p>} />
          <Pagination
            noun={list.total === 1 ? "import" : "imports"}
            {...numberedPages({ page, pageSize: list.pageSize, shown: list.imports.length, total: list.total }, (next) =>
              next === 1 ? "/import" : `/import?page=${next}`,
            )}
            keys={[["Enter", "open"]]}
          />
        </>
      ) : null}
    </>
  );
}
