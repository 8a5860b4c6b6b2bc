import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

const fillable = [
  "name_2",
  "job_title",
  "salutation_code",
  "phone_no",
  "mobile_phone_no",
  "extension_no",
  "pager",
  "fax_no",
  "email",
  "email_2",
  "home_page",
  "correspondence_type",
  "language_code",
  "format_region",
  "currency_code",
  "vat_registration_no",
  "registration_no",
  "territory_code",
  "salesperson_code",
  "organizational_level_code",
  "external_id",
] as const;
const address = ["address", "address_2", "post_code", "city", "county", "country_region_code"] as const;

const restrictions = ["exclude_from_segment", "privacy_blocked", "minor", "parental_consent_received"] as const;

/** The fields that a merge can change on the contact that stays, as their columns are called. */
export const mergedFields = [...address, ...fillable, ...restrictions] as const;

/**
 * One row: the contact that stays as it is afterwards. What is empty is filled from the contacts that go, lowest id first; the address
 * only as a whole. Whatever forbids to use a contact holds when it held for one of them.
 */
function fieldsAfter(keepId: number, gone: readonly number[]): Sql {
  const first = (column: string) =>
    Prisma.raw(`(array_agg(g.${column} order by g.id) filter (where g.${column} is not null))[1] as ${column}`);
  const hasAddress = ["address", "post_code", "city"].map((column) => `g.${column} is not null`).join(" or ");
  const whole = (column: string) => Prisma.raw(`(array_agg(g.${column} order by g.id) filter (where ${hasAddress}))[1] as new_${column}`);
  const noAddress = "kept.address is null and kept.post_code is null and kept.city is null";
  const filled = [
    ...fillable.map((column) => `coalesce(kept.${column}, other.${column}) as ${column}`),
    ...address.map(
      (column) => `case when ${noAddress} then coalesce(other.new_${column}, kept.${column}) else kept.${column} end as ${column}`,
    ),
  ];
  return Prisma.sql`
    select kept.id, ${Prisma.raw(filled.join(", "))}, kept.exclude_from_segment or other.excluded as exclude_from_segment,
      kept.privacy_blocked or other.blocked as privacy_blocked, kept.minor or other.minor as minor,
      kept.parental_consent_received and other.consent as parental_consent_received
    from contact kept cross join (
      select ${Prisma.join([...fillable.map(first), ...address.map(whole)], ", ")}, bool_or(g.exclude_from_segment) as excluded, bool_or(g.privacy_blocked) as blocked,
        bool_or(g.minor) as minor, bool_and(g.parental_consent_received or not g.minor) as consent
      from contact g where g.id = any(${[...gone]}::int[])) other
    where kept.id = ${keepId}`;
}

/** Writes what the contact that stays takes over from those that go. */
export async function fillFields(tx: Transaction, keepId: number, gone: readonly number[]): Promise<void> {
  const assignments = Prisma.raw(mergedFields.map((column) => `${column} = after_merge.${column}`).join(", "));
  await tx.$executeRaw(Prisma.sql`
    update contact set ${assignments}, last_modified_at = now() from (${fieldsAfter(keepId, gone)}) after_merge where contact.id = after_merge.id`);
}

const changeSchema = z.object({ field: z.enum(mergedFields), value: z.string() });
export type MergedField = z.infer<typeof changeSchema>;

/** The fields that `fillFields` would change, with their values afterwards as text. */
export async function findFilledFields(tx: Transaction, keepId: number, gone: readonly number[]): Promise<MergedField[]> {
  const pairs = Prisma.raw(mergedFields.map((column) => `('${column}', kept.${column}::text, after_merge.${column}::text)`).join(", "));
  const rows = await tx.$queryRaw(Prisma.sql`
    select change.field, change.after as value
    from contact kept join (${fieldsAfter(keepId, gone)}) after_merge using (id) cross join lateral (values ${pairs}) change (field, before, after)
    where (change.after collate "C") is distinct from (change.before collate "C")`);
  return z.array(changeSchema).parse(rows);
}
