import type { DeleteCanceled } from "./schema";

const channels = { hard_copy: "Hard Copy", email: "Email", phone: "Phone", none: "none" } as const;
const evaluations = {
  very_positive: "Very Positive",
  positive: "Positive",
  neutral: "Neutral",
  negative: "Negative",
  very_negative: "Very Negative",
  none: "none",
  any: "any",
} as const;

/** What a deletion was asked for, in words, as the register keeps it. */
export function deletionWords(of: DeleteCanceled["of"]): string {
  if ("loggedSegments" in of)
    return `Logged segments ${of.loggedSegments.slice(0, 50).join(", ")}${of.loggedSegments.length > 50 ? " …" : ""}`;
  if ("entryNos" in of) return "Selected entries that are canceled";
  const { search, channel, evaluation, attemptFailed, commented, from, to, ...filter } = of.matching;
  const is = (field: string, value: string | number | null | undefined) =>
    value === null || value === undefined ? [] : [`${field} is ${value === "" ? "none" : value}`];
  const words = [
    ...(search ? [`found by “${search}”`] : []),
    ...is("logged segment", filter.loggedSegmentEntryNo),
    ...is("segment", filter.segmentNo),
    ...is("campaign", filter.campaignNo),
    ...is("salesperson", filter.salespersonCode),
    ...is("template", filter.interactionTemplateCode),
    ...is("group", filter.interactionGroupCode),
    ...is("contact", filter.contactNo),
    ...is("channel", channel && channels[channel]),
    ...is("evaluation", evaluation && evaluations[evaluation]),
    ...(attemptFailed === true ? ["the attempt failed"] : attemptFailed === false ? ["the attempt did not fail"] : []),
    ...(commented === true ? ["with comments"] : commented === false ? ["without comments"] : []),
    ...(from ? [`from ${from}`] : []),
    ...(to ? [`until ${to}`] : []),
  ];
  return ["Canceled entries", ...words].join(", ");
}
