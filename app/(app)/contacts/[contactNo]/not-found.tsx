import type { Metadata } from "next";
import { PageMissing } from "@/components/shell/page-missing";

export const metadata: Metadata = { title: "No such contact" };

/** A number that no contact has, or has any more. */
export default function ContactNotFound() {
  return (
    <PageMissing title="There is no such contact" way={{ href: "/contacts", label: "Contacts" }}>
      The number may be mistyped, or the contact was deleted or merged with another.
    </PageMissing>
  );
}
