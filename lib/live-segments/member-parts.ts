import type { Channel } from "@/lib/consent/schema";
import type { Filter } from "@/lib/filters/schema";

/** Whom a channel reaches; the code is *yes* or *no*. */
export const channelParts = ["email", "hard_copy", "phone"] as const;
/** What members are made of, what they did in the last 30 days by type, and other segments they are on. */
export const memberParts = [
  "type",
  "country",
  "language",
  "salesperson",
  "city",
  ...channelParts,
  "did",
  "segment",
  "loggedSegment",
] as const;
export type MemberPart = (typeof memberParts)[number];

const fields: Record<Exclude<MemberPart, Channel | "did" | "segment" | "loggedSegment">, string> = {
  type: "type",
  country: "countryRegionCode",
  language: "languageCode",
  salesperson: "salespersonCode",
  city: "city",
};

/** Whether a part is about whom a channel reaches, which is no filter of contacts. */
export function isChannel(part: MemberPart): part is Channel {
  return channelParts.some((channel) => channel === part);
}

/** The filter of contacts that means the same as one bar, or as being on another segment; `code` null: those without a value. */
export function filterOfPart(part: Exclude<MemberPart, Channel>, code: string | null): Filter {
  if (part === "segment" || part === "loggedSegment") return { kind: "member", of: part, no: code ?? "", is: true };
  if (part === "did") return didLately(code ?? "");
  const field = fields[part];
  return code === null ? { kind: "field", field, op: "isEmpty" } : { kind: "field", field, op: "is", value: code };
}

/** Who did something of a type lately. */
function didLately(typeCode: string): Filter {
  return {
    kind: "relation",
    relation: "behaviour",
    match: "any",
    where: {
      kind: "all",
      of: [
        { kind: "field", field: "type", op: "is", value: typeCode },
        { kind: "field", field: "occurredAt", op: "between", values: ["-720H", "NOW"] },
      ],
    },
  };
}
