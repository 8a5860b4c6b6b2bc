import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { parseHistoryAddress } from "@/components/history/history-address";
import { RecordHistory } from "@/components/history/record-history";
import { findContact } from "@/lib/contacts/find-contact";
import { recordHistory } from "@/lib/history/list-history";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { addressPart } from "../../../address-part";

export const metadata: Metadata = { title: "History" };

/** What was done to a contact. */
export default async function ContactHistoryPage({ params, searchParams }: PageProps<"/contacts/[contactNo]/history">) {
  const contactNo = addressPart((await params).contactNo);
  const { after } = parseHistoryAddress(await searchParams);
  const { timeZone } = await currentContext();
  const [contact, page] = await Promise.all([
    readQuery(findContact, { contactNo }),
    readQuery(recordHistory, { kind: "contact", key: contactNo, after }),
  ]);
  if (!contact) notFound();
  const path = `/contacts/${encodeURIComponent(contactNo)}`;
  return (
    <RecordHistory
      crumbs={[
        { href: "/contacts", label: "Contacts" },
        { href: path, label: contact.name },
      ]}
      number={contactNo}
      path={`${path}/history`}
      page={page}
      older={after !== null}
      timeZone={timeZone}
    />
  );
}
