import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ContactListPaper } from "@/components/printing/contact-list-paper";
import { parsePrintAddress } from "@/components/printing/print-address";
import { PrintBar } from "@/components/printing/print-bar";
import { PrintChoices } from "@/components/printing/print-choices";
import { countOf } from "@/components/ui/format";
import { listContactList } from "@/lib/printing/list-contact-list";
import { readQuery } from "@/lib/request/run-operation";
import { findCurrency } from "@/lib/setup/currency";
import { pathToPrint } from "../path-to-print";

export const metadata: Metadata = { title: "Contact list" };

/** The contacts of a segment as a report. */
export default async function ContactListPage({ params, searchParams }: PageProps<"/print/segments/[segmentNo]/contact-list">) {
  const { segmentNo, path } = pathToPrint((await params).segmentNo, "contact-list");
  const address = parsePrintAddress(await searchParams);
  const { order, part } = address;
  const [list, currency] = await Promise.all([readQuery(listContactList, { segmentNo, order, part }), readQuery(findCurrency, {})]);
  if (!list || part > list.parts) notFound();
  return (
    <>
      <PrintBar
        title="Contact list"
        facts={`${list.description ?? "Segment"}, ${list.segmentNo}: ${countOf(list.total, "line")}.`}
        parts={list.parts}
        path={path}
        address={address}
      >
        <PrintChoices path={path} address={address} />
      </PrintBar>
      <ContactListPaper list={list} currency={currency} last={part === list.parts} />
    </>
  );
}
