import type { Transaction } from "@/lib/db/transaction";
import { inWords } from "@/lib/filters/in-words";
import { namesOfCodes } from "@/lib/filters/queries";
import type { Filter } from "@/lib/filters/schema";
import type { Words } from "./types";

/** Each filter in plain words, its codes by their names. */
export async function filtersInWords(tx: Transaction, filters: readonly Filter[]): Promise<Words[]> {
  if (filters.length === 0) return [];
  const names = await namesOfCodes(tx, { kind: "all", of: [...filters] });
  return filters.map((filter) => inWords(filter, names));
}
