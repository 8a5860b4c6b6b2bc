import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { parsePlace, placeHref } from "@/components/interactions/address";
import { ProblemLinesTable } from "@/components/interactions/problem-lines-table";
import { problemTitle } from "@/components/interactions/problem-words";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { keyedPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { TextLink } from "@/components/ui/text-link";
import { listProblemLines } from "@/lib/logging/list-problem-lines";
import { lineProblemSchema } from "@/lib/logging/schema";
import { readQuery } from "@/lib/request/run-operation";
import { addressPart } from "../../../../address-part";

export const metadata: Metadata = { title: "Lines to look at before logging" };

/** The lines that have one of the problems that the check before logging found. */
export default async function ProblemLinesPage({ params, searchParams }: PageProps<"/segments/[segmentNo]/log/[problem]">) {
  const { segmentNo: encoded, problem: written } = await params;
  const segmentNo = addressPart(encoded);
  const problem = lineProblemSchema.safeParse(written.replaceAll("-", "_"));
  if (!problem.success) notFound();
  const { after, before, last } = parsePlace(await searchParams);
  const page = await readQuery(listProblemLines, { segmentNo, problem: problem.data, after, before, last: last !== null });
  if (!page) notFound();
  const path = `/segments/${encodeURIComponent(segmentNo)}`;
  const here = `${path}/log/${written}`;
  const { lines, total, offset, next, previous } = page;
  return (
    <>
      <PageHeader
        title={problemTitle(problem.data, total)}
        crumbs={[
          { href: path, label: page.description ?? segmentNo },
          { href: `${path}/log`, label: "Log" },
        ]}
        line
      />
      <ProblemLinesTable
        lines={lines}
        empty={
          <EmptyState title="No line has this any more" filled={0} actions={<TextLink href={`${path}/log`}>Back to the check</TextLink>}>
            It was repaired, or the segment changed.
          </EmptyState>
        }
      />
      <Pagination
        noun={total === 1 ? "line" : "lines"}
        {...keyedPages({ offset, shown: lines.length, total, previous, next }, (place) => placeHref(here, place))}
        keys={[
          ["↑ ↓", "move"],
          ["Enter", "open"],
        ]}
      />
    </>
  );
}
