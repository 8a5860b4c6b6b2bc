import type { Transaction } from "@/lib/db/transaction";
import { inWords } from "@/lib/filters/in-words";
import type { Filter } from "@/lib/filters/schema";
import type { Words } from "./types";

/** Each filter in plain words, codes with their names. */
export async function filtersInWords(_tx: Transaction, filters: readonly Filter[]): Promise<Words[]> {
  return filters.map((filter) => inWords(filter));
}
