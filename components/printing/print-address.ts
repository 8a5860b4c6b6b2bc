import { z } from "zod";
import { firstOf, type RawSearch } from "@/components/ui/search-params";
import { labelFormats, printOrders } from "@/lib/printing/schema";

/** What stands in the addresses of pages to print; what makes no sense counts as not given. */
const schema = z.object({
  order: z.enum(printOrders).default("company").catch("company"),
  part: z.coerce.number().int().min(1).max(100_000).default(1).catch(1),
  format: z.enum(labelFormats).default("36x70").catch("36x70"),
  start: z.coerce.number().int().min(1).max(24).default(1).catch(1),
});
export type PrintAddress = z.output<typeof schema>;

export function parsePrintAddress(search: RawSearch): PrintAddress {
  return schema.parse(firstOf(search));
}

/** The address with some of it changed; every other choice begins at the first part. */
export function printHref(path: string, address: PrintAddress, changes: Partial<PrintAddress>): string {
  const usual = parsePrintAddress({});
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...address, part: 1, ...changes }))
    if (value !== Reflect.get(usual, name)) params.set(name, String(value));
  return params.size > 0 ? `${path}?${params}` : path;
}
