import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LabelSheets } from "@/components/printing/label-sheets";
import { parsePrintAddress } from "@/components/printing/print-address";
import { PrintBar } from "@/components/printing/print-bar";
import { PrintChoices } from "@/components/printing/print-choices";
import { countOf } from "@/components/ui/format";
import { listLabels } from "@/lib/printing/list-labels";
import { labelsPerSheet } from "@/lib/printing/schema";
import { readQuery } from "@/lib/request/run-operation";
import { pathToPrint } from "../path-to-print";

export const metadata: Metadata = { title: "Labels" };

/** Address labels of a segment, on sheets as they are sold. */
export default async function LabelsPage({ params, searchParams }: PageProps<"/print/segments/[segmentNo]/labels">) {
  const { segmentNo, path } = pathToPrint((await params).segmentNo, "labels");
  const asked = parsePrintAddress(await searchParams);
  const address = { ...asked, start: Math.min(asked.start, labelsPerSheet(asked.format)) };
  const { order, part, format, start } = address;
  const labels = await readQuery(listLabels, { segmentNo, order, part, format, start });
  if (!labels || part > labels.parts) notFound();
  const left = [
    labels.withoutAddress > 0 ? `${countOf(labels.withoutAddress, "line")} without an address left out.` : "",
    labels.blocked > 0 ? `${countOf(labels.blocked, "contact")} left out: blocked, or not to be reached by post.` : "",
  ];
  return (
    <>
      <PrintBar
        title="Labels"
        facts={[`${labels.description ?? "Segment"}, ${labels.segmentNo}: ${countOf(labels.labels, "label")}.`, ...left].join(" ").trim()}
        parts={labels.parts}
        path={path}
        address={address}
      >
        <PrintChoices path={path} address={address} labels />
      </PrintBar>
      <LabelSheets labels={labels.rows} format={format} start={part === 1 ? start : 1} />
    </>
  );
}
