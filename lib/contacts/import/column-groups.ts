/** Columns of `contact` that a row fills as they stand, by how a person inherits them from the company. */
export const ownColumns = [
  "external_id",
  "name_2",
  "initials",
  "job_title",
  "organizational_level_code",
  "email_2",
  "currency_code",
  "vat_registration_no",
  "registration_no",
] as const;
/** Copied one by one where the person has none; the switch in marketing setup is named beside each. */
export const inheritedSingly = [
  { column: "salesperson_code", group: "salesperson" },
  { column: "territory_code", group: "territory" },
  { column: "country_region_code", group: "country" },
  { column: "language_code", group: "language" },
  { column: "phone_no", group: "communication" },
  { column: "mobile_phone_no", group: "communication" },
  { column: "extension_no", group: "communication" },
  { column: "fax_no", group: "communication" },
  { column: "email", group: "communication" },
  { column: "home_page", group: "communication" },
  { column: "correspondence_type", group: "communication" },
] as const;
/** Copied together, where the person has no address at all. */
export const addressColumns = ["address", "address_2", "post_code", "city", "county"] as const;
/** The part of the address by which it is the same or empty. */
export const addressIdentity = ["address", "address_2", "post_code", "city"] as const;
export const flagColumns = ["exclude_from_segment", "privacy_blocked", "minor", "parental_consent_received"] as const;

/** A staged column as the type that `contact` has. */
export function typed(alias: string, column: string): string {
  if (column === "correspondence_type") return `${alias}.${column}::correspondence_type`;
  if ((flagColumns as readonly string[]).includes(column)) return `${alias}.${column}::boolean`;
  return `${alias}.${column}`;
}
