import { channelWords } from "@/components/consent/consent-words";
import { countOf } from "@/components/ui/format";
import type { MergeEffect } from "@/lib/contact-upkeep/find-merge-effect";

type TakenOver = MergeEffect["takesOver"][number];

const fieldWords: Record<TakenOver["field"], string> = {
  address: "Address",
  address_2: "Address 2",
  post_code: "Post Code",
  city: "City",
  county: "County",
  country_region_code: "Country/Region",
  name_2: "Name 2",
  job_title: "Job Title",
  salutation_code: "Salutation",
  phone_no: "Phone No.",
  mobile_phone_no: "Mobile",
  extension_no: "Extension",
  pager: "Pager",
  fax_no: "Fax No.",
  email: "Email",
  email_2: "Email 2",
  home_page: "Home Page",
  correspondence_type: "Channel",
  language_code: "Language",
  format_region: "Format region",
  currency_code: "Currency",
  vat_registration_no: "VAT Reg. No.",
  registration_no: "Registration No.",
  territory_code: "Territory",
  salesperson_code: "Salesperson",
  organizational_level_code: "Level",
  external_id: "External ID",
  exclude_from_segment: "Exclude",
  privacy_blocked: "Privacy blocked",
  minor: "Minor",
  parental_consent_received: "Parental consent",
};

/** A field that the contact that stays takes over, by label and value as people read them. */
export function takenOverWords({ field, value }: TakenOver): { label: string; value: string } {
  return { label: fieldWords[field], value: valueWords(field, value) };
}

function valueWords(field: TakenOver["field"], value: string): string {
  if (field === "correspondence_type") return Object.entries(channelWords).find(([channel]) => channel === value)?.[1] ?? value;
  return value === "true" ? "Yes" : value === "false" ? "No" : value;
}

/** What happened, for the message afterwards. */
export function mergedWords({ sides, segments }: MergeEffect) {
  const lists = segments.length > 0 ? ` ${countOf(segments.length, "worksheet")} changed.` : "";
  return { lead: `${countOf(sides.length, "contact")} merged`, text: `. ${sides[0]?.name} stays.${lists}` };
}
