import type { Option } from "@/components/ui/option";

/** What a picker of contacts shows of one. */
export type ContactName = { contactNo: string; name: string; companyName: string | null };

/** A contact as a choice: by name, told apart by its company, or by its number where that would say nothing. */
export function contactOption({ contactNo, name, companyName }: ContactName): Option {
  return { value: contactNo, label: name, hint: companyName && companyName !== name ? companyName : contactNo };
}
