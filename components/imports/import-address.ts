import { z } from "zod";
import { firstOf, type RawSearch } from "@/components/ui/search-params";
import { delimiters } from "@/lib/contacts/import/delimiter";
import { encodings } from "@/lib/contacts/import/encoding";
import { importKinds } from "@/lib/contacts/import/fields";

const addressSchema = z.object({
  kind: z.enum(importKinds).nullable().default(null).catch(null),
  encoding: z.enum(encodings).nullable().default(null).catch(null),
  delimiter: z.enum(delimiters).nullable().default(null).catch(null),
});
export type ImportAddress = z.output<typeof addressSchema>;

/** How a file is to be read, as the address says it; what makes no sense counts as not given. */
export function parseImportAddress(search: RawSearch): ImportAddress {
  return addressSchema.parse(firstOf(search));
}

/** The address that reads the same file in another way. */
export function importHref(uploadId: string, address: ImportAddress): string {
  const params = new URLSearchParams();
  for (const name of ["kind", "encoding", "delimiter"] as const) {
    const value = address[name];
    if (value !== null) params.set(name, value);
  }
  return params.size > 0 ? `/import/uploads/${uploadId}?${params}` : `/import/uploads/${uploadId}`;
}
