import { limits } from "@/lib/behaviour/schema";
import { type Channel, channels } from "@/lib/consent/schema";
import { type Property, propertyKey, propertyWords } from "@/lib/filters/properties";

type PlainKind = "email" | "phone" | "flag" | "type" | "channel" | "day" | "moment" | "consent" | "consentSource";

/** What a cell has to be. A `list` names the table of codes it is looked up in. */
export type CellKind =
  | { kind: "text"; most: number }
  | { kind: PlainKind }
  | { kind: "number"; decimals: number }
  | { kind: "options"; options: readonly string[] }
  | { kind: "list"; list: CodeList };

/** The tables of codes that an import knows. */
export const codeLists = ["country", "language", "salutation", "territory", "salesperson", "organizationalLevel"] as const;
export type CodeList = (typeof codeLists)[number];

/** A field that a column can go to: its label, what its cells are, and other headings by which it is recognised. */
export type ImportField = { label: string; cell: CellKind; headings: readonly string[] };

const text = (label: string, most: number, ...headings: string[]): ImportField => ({ label, cell: { kind: "text", most }, headings });
const list = (label: string, name: CodeList, ...headings: string[]): ImportField => ({
  label,
  cell: { kind: "list", list: name },
  headings,
});
const plain = (label: string, kind: PlainKind, ...headings: string[]): ImportField => ({
  label,
  cell: { kind },
  headings,
});

/** The contact's fields; keys are the columns of table `contact`. Earlier fields win a heading. */
export const contactFields = {
  contact_no: text("Contact No.", 20, "no", "contact number", "contact id", "number"),
  external_id: text(
    "External ID",
    50,
    "external id",
    "customer id",
    "organization id",
    "id",
    "customer number",
    "customer no",
    "user id",
    "contact external id",
  ),
  type: plain("Type", "type", "contact type", "kind"),
  name: text("Name", 100, "full name", "display name", "contact name", "organization", "organisation"),
  name_2: text("Name 2", 100),
  first_name: text("First Name", 60, "firstname", "given name", "forename", "vorname", "prenom"),
  middle_name: text("Middle Name", 60, "middlename", "additional name", "second name"),
  surname: text("Surname", 60, "last name", "lastname", "family name", "nachname", "nom"),
  initials: text("Initials", 30),
  job_title: text("Job Title", 100, "title", "position", "organization title", "organization 1 title", "function"),
  salutation_code: list("Salutation Code", "salutation", "salutation"),
  organizational_level_code: list("Organizational Level", "organizationalLevel", "organizational level code"),
  company_no: text("Company No.", 20, "company number", "company id"),
  company_name: text("Company Name", 100, "company", "organization name", "organization 1 name", "employer", "firma", "account name"),
  address: text(
    "Address",
    100,
    "street",
    "street address",
    "address 1",
    "address line 1",
    "business street",
    "address 1 street",
    "mailing street",
    "strasse",
  ),
  address_2: text("Address 2", 100, "address line 2", "business street 2", "street 2", "address 1 extended address"),
  post_code: text(
    "Post Code",
    20,
    "zip",
    "zip code",
    "postal code",
    "postcode",
    "business postal code",
    "address 1 postal code",
    "plz",
    "mailing zip",
  ),
  city: text("City", 60, "town", "business city", "address 1 city", "mailing city", "ort", "ville"),
  county: text("County", 60, "state", "region", "province", "business state", "address 1 region", "mailing state"),
  country_region_code: list(
    "Country/Region Code",
    "country",
    "country",
    "country code",
    "country region",
    "business country region",
    "address 1 country",
    "mailing country",
    "land",
    "pays",
  ),
  phone_no: plain(
    "Phone No.",
    "phone",
    "phone",
    "phone 1",
    "phone1",
    "telephone",
    "business phone",
    "phone 1 value",
    "tel",
    "work phone",
    "telefon",
  ),
  mobile_phone_no: plain(
    "Mobile Phone No.",
    "phone",
    "mobile",
    "mobile phone",
    "cell",
    "cell phone",
    "phone 2",
    "phone2",
    "phone 2 value",
    "handy",
  ),
  extension_no: text("Extension", 30, "extension no", "ext"),
  fax_no: text("Fax No.", 40, "fax", "business fax"),
  email: plain("Email", "email", "e mail", "email address", "e mail address", "e mail 1 value", "mail", "email 1"),
  email_2: plain("Email 2", "email", "e mail 2", "e mail 2 address", "e mail 2 value", "email 2 address"),
  home_page: text("Home Page", 255, "website", "web", "url", "web page", "homepage", "website 1 value", "business home page"),
  correspondence_type: plain("Correspondence Type", "channel", "channel", "preferred channel"),
  language_code: list("Language Code", "language", "language"),
  currency_code: text("Currency Code", 10, "currency"),
  vat_registration_no: text("VAT Registration No.", 30, "vat no", "vat number", "vat id", "vat reg no"),
  registration_no: text("Registration No.", 30, "registration number"),
  territory_code: list("Territory Code", "territory", "territory"),
  salesperson_code: list("Salesperson Code", "salesperson", "salesperson", "owner", "account manager"),
  exclude_from_segment: plain("Exclude from Segment", "flag", "exclude"),
  privacy_blocked: plain("Privacy Blocked", "flag", "do not contact", "blocked"),
  minor: plain("Minor", "flag"),
  parental_consent_received: plain("Parental Consent Received", "flag", "parental consent"),
} as const satisfies Record<string, ImportField>;

/** What a line of sales facts holds. The contact is named by number, external id or e-mail address. */
export const salesFactFields = {
  contact_no: text("Contact No.", 20, "contact", "contact number", "customer no", "no"),
  external_id: text("External ID", 50, "external id", "customer id", "id"),
  email: plain("Email", "email", "e mail", "email address", "e mail address", "customer email"),
  item_no: text("Item No.", 50, "item", "sku", "product", "article", "product id", "item number"),
  posting_date: plain("Posting Date", "day", "date", "order date", "sold on", "invoice date"),
  quantity: { label: "Quantity", cell: { kind: "number", decimals: 5 }, headings: ["qty", "units", "pieces", "count"] },
  amount_lcy: {
    label: "Amount",
    cell: { kind: "number", decimals: 2 },
    headings: ["amount lcy", "value", "sales amount", "total", "revenue", "sum"],
  },
} as const satisfies Record<string, ImportField>;

/** What a line of behaviour holds beside its properties. The contact is named by number or e-mail address. */
export const behaviourFields = {
  id: text("Id", 100, "event id", "uuid", "message id", "row id"),
  type: text("Type", 40, "event", "event type", "event name", "behaviour", "activity"),
  occurred_at: plain("Occurred", "moment", "occurred at", "date", "time", "timestamp", "date and time", "at", "when", "created at"),
  contact_no: text("Contact No.", 20, "contact", "contact number", "customer no", "no"),
  email: plain("Email", "email", "e mail", "email address", "e mail address"),
  source: text("Source", 40, "system", "source system"),
} as const satisfies Record<string, ImportField>;

export const importKinds = ["contacts", "sales_facts", "behaviour"] as const;
export type ImportKind = (typeof importKinds)[number];
export type ContactFieldKey = keyof typeof contactFields;
export type SalesFactFieldKey = keyof typeof salesFactFields;

/** A purpose that a column can be about. */
export type PurposeName = { code: string; name: string };

/** A property of behaviour that a column can hold. */
export type PropertyColumn = Property & { options: readonly string[] };
/** What fields there are beside those of every import. */
export type KnownNames = { purposes: readonly PurposeName[]; properties: readonly PropertyColumn[] };
const noNames: KnownNames = { purposes: [], properties: [] };

/** The fields of a kind of import, by key; contacts have one more for each purpose and channel, behaviour one for each property. */
export function fieldsOf(kind: ImportKind, { purposes, properties }: KnownNames = noNames): ReadonlyMap<string, ImportField> {
  if (kind === "behaviour") {
    const held = properties.map((property): [string, ImportField] => [propertyKey(property), propertyField(property)]);
    return new Map<string, ImportField>([...Object.entries(behaviourFields), ...held]);
  }
  if (kind === "sales_facts") return new Map<string, ImportField>(Object.entries(salesFactFields));
  return new Map<string, ImportField>([
    ...Object.entries(contactFields),
    ...purposes.flatMap((purpose) => channels.map((channel) => consentField(purpose, channel))),
    ...Object.entries(saidFields),
  ]);
}

function propertyField({ name, kind, options }: PropertyColumn): ImportField {
  const label = propertyWords(name);
  switch (kind) {
    case "text":
      return text(label, limits.textLength, name);
    case "number":
      return { label, cell: { kind: "number", decimals: 6 }, headings: [name] };
    case "moment":
      return plain(label, "moment", name);
    case "flag":
      return plain(label, "flag", name);
    case "choice":
      return { label, cell: { kind: "options", options }, headings: [name] };
    default:
      return kind satisfies never;
  }
}

const channelWords: Record<Channel, string> = { email: "e-mail", hard_copy: "letter", phone: "phone" };

function consentField({ code, name }: PurposeName, channel: Channel): [string, ImportField] {
  const field = plain(
    `Consent, ${channelWords[channel]}: ${name}`,
    "consent",
    `${code} ${channel}`.toLowerCase().replace(/[^a-z0-9]+/g, " "),
  );
  return [`consent.${channel}.${code}`, field];
}

/** What is said of consent beside the purposes. Keys with a channel: it must not be used at all. */
const saidFields: Readonly<Record<string, ImportField>> = {
  "never.email": plain("Do not e-mail", "flag", "do not email", "no e mail", "email opt out", "e mail opt out"),
  "never.hard_copy": plain("Do not mail", "flag", "do not write", "no letters", "no mail"),
  "never.phone": plain("Do not call", "flag", "do not phone", "no calls"),
  consent_source: plain("Consent, source", "consentSource"),
  consent_date: plain("Consent, date", "day"),
  consent_wording: text("Consent, wording", 2_000),
};
