import { z } from "zod";
import { viewParams } from "@/components/habits/view-address";
import { firstOf, type RawSearch } from "@/components/ui/search-params";
import { memberParts } from "@/lib/live-segments/member-parts";
import { listMembersSchema } from "@/lib/live-segments/schema";

const addressSchema = z.object({
  search: z.string().trim().max(200).default("").catch(""),
  /** One bar of the composition, or another segment; without a code those who have none. */
  part: z.enum(memberParts).nullable().default(null).catch(null),
  code: z.string().max(200).nullable().default(null).catch(null),
  /** Who joined or left by one evaluation. */
  evaluation: z.coerce.number().int().min(1).max(2_147_483_647).nullable().default(null).catch(null),
  change: z.enum(["joined", "left"]).default("joined").catch("joined"),
  sort: listMembersSchema.shape.order.catch("company"),
  direction: listMembersSchema.shape.direction.catch("asc"),
  ...viewParams,
});
export type MembersAddress = z.output<typeof addressSchema>;

/** Reads which members a page, or a file, shows; what makes no sense counts as not given. */
export function parseMembersAddress(search: RawSearch): MembersAddress {
  return addressSchema.parse(firstOf(search));
}

/** The parameters that say the same. */
export function membersParams(address: MembersAddress): Record<string, string> {
  const { search, part, code, evaluation, change, sort, direction, view, columns } = address;
  return {
    ...(search !== "" && { search }),
    ...(part !== null && { part }),
    ...(part !== null && code !== null && { code }),
    ...(evaluation !== null && { evaluation: String(evaluation), change }),
    ...(sort !== "company" && { sort }),
    ...(direction !== "asc" && { direction }),
    ...(view !== null && { view }),
    ...(columns !== null && { columns }),
  };
}
