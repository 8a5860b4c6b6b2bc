import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CoverSheetsPage } from "@/components/printing/cover-sheets";
import { parsePrintAddress } from "@/components/printing/print-address";
import { hasRight } from "@/lib/access/rights";
import { listCoverSheets } from "@/lib/printing/list-cover-sheets";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { pathToPrint } from "../path-to-print";
import { logCoverSheetsAction } from "./actions";

export const metadata: Metadata = { title: "Cover sheets" };

/** One cover sheet for each contact of a segment. */
export default async function CoverSheets({ params, searchParams }: PageProps<"/print/segments/[segmentNo]/cover-sheets">) {
  const { segmentNo, path } = pathToPrint((await params).segmentNo, "cover-sheets");
  const address = parsePrintAddress(await searchParams);
  const { user, today } = await currentContext();
  const sheets = await readQuery(listCoverSheets, { segmentNo, order: address.order, part: address.part });
  if (!sheets || address.part > sheets.parts) notFound();
  const log = hasRight(user.role, "segments.log") ? logCoverSheetsAction : null;
  return <CoverSheetsPage path={path} address={address} sheets={sheets} today={today} log={log} />;
}
