import type { MemberPart } from "@/lib/live-segments/member-parts";

/** What members are told apart by, as headings and filters name it. */
export const partWords: Record<MemberPart, string> = {
  type: "Kind",
  country: "Country/Region",
  language: "Language",
  salesperson: "Salesperson",
  city: "City",
  email: "Reached by e-mail",
  hard_copy: "Reached by Hard Copy",
  phone: "Reached by phone",
  did: "Did",
  segment: "Also on segment",
  loggedSegment: "Also on logged segment",
};
