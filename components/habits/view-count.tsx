import { formatNumber } from "@/components/ui/format";

/** How many rows a view holds, counted while the page is on its way. */
export async function ViewCount({ count }: { count: Promise<number> }) {
  return formatNumber(await count);
}
