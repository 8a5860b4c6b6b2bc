import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ImportOutcome } from "@/components/imports/import-outcome";
import { ImportProgress } from "@/components/imports/import-progress";
import { ImportStopped } from "@/components/imports/import-stopped";
import { kindWords } from "@/components/imports/import-words";
import { RefusalsTable } from "@/components/imports/refusals-table";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { formatInstant } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { ScrollPane } from "@/components/ui/scroll-pane";
import { importIdSchema } from "@/lib/contacts/import/options";
import { findImport, listRefusalReasons, listRefusals } from "@/lib/contacts/import/queries";
import { findJob } from "@/lib/jobs/queries";
import { isOver } from "@/lib/jobs/schema";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { resumeImportAction } from "../actions";

export const metadata: Metadata = { title: "Import" };

const line = z.coerce.number().int().min(0);
const searchSchema = z.object({ after: line.default(0).catch(0), before: line.nullable().default(null).catch(null) });

export default async function ImportedPage({ params, searchParams }: PageProps<"/import/[importId]">) {
  const id = importIdSchema.safeParse((await params).importId);
  if (!id.success) notFound();
  const importId = id.data;
  const { after, before } = searchSchema.parse(await searchParams);
  const [{ timeZone }, row, page, reasons] = await Promise.all([
    currentContext(),
    readQuery(findImport, { importId }),
    readQuery(listRefusals, { importId, after, before }),
    readQuery(listRefusalReasons, { importId }),
  ]);
  if (!row) notFound();
  const job = row.jobId === null ? null : await readQuery(findJob, { jobId: row.jobId });
  const path = `/import/${importId}`;
  const { refusals, hasNext, hasPrevious } = page;
  const head = (
    <PageHeader
      title={row.fileName}
      crumbs={[{ href: "/import", label: "Import" }]}
      facts={[
        { label: "Kind", value: kindWords[row.kind] },
        { label: "By", value: row.userName },
        { label: "Started", value: formatInstant(row.createdAt, timeZone) },
        ...(row.finishedAt ? [{ label: "Ended", value: formatInstant(row.finishedAt, timeZone) }] : []),
      ]}
      actions={
        <ButtonLink href={row.kind === "contacts" ? "/contacts" : "/import"}>
          {row.kind === "contacts" ? "See contacts" : "Import more"}
        </ButtonLink>
      }
      line
    />
  );
  if (job && !isOver(job.state))
    return (
      <>
        {head}
        <ImportProgress job={job} />
      </>
    );
  if (job && job.state !== "done" && row.rowsRead === 0) {
    return (
      <>
        {head}
        <div className="grid flex-1 place-content-center" role="alert">
          <EmptyState
            title="Nothing was imported"
            filled={0}
            actions={
              <>
                {row.uploadId ? <ButtonLink href={`/import/uploads/${row.uploadId}`}>Read it in another way</ButtonLink> : null}
                <ButtonLink href="/import" variant="primary">
                  Choose another file
                </ButtonLink>
              </>
            }
          >
            {row.error?.message ?? "The import was stopped."}
          </EmptyState>
        </div>
      </>
    );
  }
  const stopped = job !== null && job.state !== "done";
  const left = row.rowsRead - row.created - row.updated - row.unchanged - row.refused;
  return (
    <>
      {head}
      <div className="min-h-0 flex-1 max-lg:flex max-lg:flex-col-reverse max-lg:justify-end max-lg:overflow-y-auto lg:grid lg:grid-cols-[minmax(0,1fr)_360px]">
        <div className="flex min-h-0 flex-col max-lg:min-h-80 max-lg:flex-none">
          <RefusalsTable
            refusals={refusals}
            empty={
              row.refused === 0 ? (
                <EmptyState title="No row was refused">
                  {stopped ? "So far, all rows were taken." : "All rows of the file were taken."}
                </EmptyState>
              ) : (
                <EmptyState title="There is no such page" filled={0} />
              )
            }
          />
          <Pagination
            noun={row.refused === 1 ? "refused row" : "refused rows"}
            total={row.refused}
            links={{
              first: hasPrevious ? path : null,
              previous: hasPrevious ? `${path}?before=${refusals[0]?.lineNo ?? 0}` : null,
              next: hasNext ? `${path}?after=${refusals.at(-1)?.lineNo ?? 0}` : null,
              last: null,
            }}
          />
        </div>
        <ScrollPane
          label="What became of the rows"
          className="bg-sunken max-lg:flex-none max-lg:overflow-visible lg:border-l lg:border-line"
        >
          {stopped ? (
            <ImportStopped importId={importId} reason={row.error?.message ?? null} left={left} resume={resumeImportAction} />
          ) : null}
          <ImportOutcome row={row} reasons={reasons} />
        </ScrollPane>
      </div>
    </>
  );
}
