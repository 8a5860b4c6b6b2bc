"use client";

import { useRouter } from "next/navigation";
import { Combobox } from "@/components/ui/combobox";
import type { SegmentReads } from "./segment-actions";

export type WhyFinderProps = {
  path: string;
  asked: { contactNo: string; name: string } | null;
  searchContacts: SegmentReads["searchContacts"];
};

/** Finds the contact that is asked about, whether it is on the segment or not; the address keeps it. */
export function WhyFinder({ path, asked, searchContacts }: WhyFinderProps) {
  const router = useRouter();
  return (
    <Combobox
      label="Contact"
      placeholder="Name, number, company or e-mail"
      autoFocus={asked === null}
      value={asked && { value: asked.contactNo, label: asked.name }}
      loadOptions={async (search) =>
        (await searchContacts(search)).map(({ contactNo, name, companyName }) => ({
          value: contactNo,
          label: name,
          hint: companyName && companyName !== name ? companyName : contactNo,
        }))
      }
      onValueChange={(option) => router.push(option ? `${path}?contact=${encodeURIComponent(option.value)}` : path)}
    />
  );
}
