import { z } from "zod";
import { firstOf, type RawSearch } from "@/components/ui/search-params";
import { subjectKinds } from "@/lib/history/schema";

const addressSchema = z.object({
  person: z.string().max(100).nullable().default(null).catch(null),
  kind: z.enum(subjectKinds).nullable().default(null).catch(null),
  search: z.string().trim().max(60).default("").catch(""),
  from: z.iso.date().nullable().default(null).catch(null),
  to: z.iso.date().nullable().default(null).catch(null),
  after: z
    .string()
    .regex(/^\d{1,17}\.\d{1,18}$/)
    .nullable()
    .default(null)
    .catch(null),
});
export type AuditAddress = z.output<typeof addressSchema>;

/** Reads the address of the audit trail; what makes no sense counts as not given. */
export function parseAuditAddress(search: RawSearch): AuditAddress {
  return addressSchema.parse(firstOf(search));
}

/** The address with some of it changed; every change but of the place begins with the newest. */
export function auditHref(address: AuditAddress, changes: Partial<AuditAddress>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...address, after: null, ...changes })) if (value) params.set(name, value);
  return params.size > 0 ? `/audit?${params}` : "/audit";
}
