import type { Right } from "@/lib/access/rights";
import { contactFields } from "./contact-fields";
import type { EnumOption, FieldType, Lookup } from "./field-kinds";
import { propertyTypes, propertyWords, readPropertyKey } from "./properties";
import { relationFields } from "./relation-fields";
import { type RelationKey, relationKeys } from "./schema";

/** One name a person can filter by. `label` is the field's own words; `offered` fields stand in the dialog from the start. */
export type CatalogueField = {
  key: string;
  label: string;
  type: FieldType;
  /** The relation whose rows hold it; null for the contact's own fields. */
  relation: RelationKey | null;
  offered: boolean;
  /** The right it takes to filter by it. */
  right: Right;
  /** Where values can be looked up. */
  lookup?: Lookup;
  /** The values of an enum with the words people read. */
  options?: readonly EnumOption[];
  /** Computed from the contact's rows elsewhere, such as *No. of Interactions*. */
  calculated?: true;
};

export type Section = {
  key: "contact" | RelationKey;
  /** Title of the section in a dialog. */
  title: string;
  /** One row, in words: a *Mailing Group*; several: *Mailing Groups*. */
  one: string;
  many: string;
  /** The field that names a row, as the code of a mailing group; what pickers of the relation offer. */
  keyField: string;
  /** Read from the rows of the contact's company. */
  throughCompany: boolean;
  fields: readonly CatalogueField[];
};

const titles: Record<RelationKey, Omit<Section, "key" | "fields">> = {
  profileAnswer: { title: "Profile answers", one: "Profile Answer", many: "Profile Answers", keyField: "answer", throughCompany: false },
  mailingGroup: { title: "Mailing groups", one: "Mailing Group", many: "Mailing Groups", keyField: "code", throughCompany: false },
  interaction: { title: "Interactions", one: "Interaction", many: "Interactions", keyField: "date", throughCompany: false },
  jobResponsibility: {
    title: "Job responsibilities",
    one: "Job Responsibility",
    many: "Job Responsibilities",
    keyField: "code",
    throughCompany: false,
  },
  industryGroup: { title: "Industry groups", one: "Industry Group", many: "Industry Groups", keyField: "code", throughCompany: true },
  businessRelation: {
    title: "Business relations",
    one: "Business Relation",
    many: "Business Relations",
    keyField: "code",
    throughCompany: true,
  },
  consent: { title: "Consent", one: "Consent", many: "Consents", keyField: "purposeCode", throughCompany: false },
  purchase: { title: "Purchases", one: "Purchase", many: "Purchases", keyField: "itemNo", throughCompany: false },
  behaviour: { title: "Behaviour", one: "Behaviour", many: "Behaviours", keyField: "type", throughCompany: false },
};

const contactSection: Section = {
  key: "contact",
  title: "Contact",
  one: "Contact",
  many: "Contacts",
  keyField: "contactNo",
  throughCompany: false,
  fields: contactFields.map((field) => ({ right: "read", relation: null, offered: false, ...field })),
};

const relationSections = new Map<RelationKey, Section>(
  relationKeys.map((key) => {
    const fields = relationFields[key].map((field): CatalogueField => ({ right: "read", relation: key, offered: false, ...field }));
    return [key, { key, ...titles[key], fields }];
  }),
);

/** The ten sections of Add, Reduce and Refine in their order, the contact first: every name there is to filter by. */
export const sections: readonly Section[] = [contactSection, ...relationSections.values()];

/** The section of the contact's own fields (`null`) or of a relation. */
export function sectionOf(relation: RelationKey | null): Section {
  return (relation && relationSections.get(relation)) || contactSection;
}

const byName = new Map(sections.map((section) => [section.key, new Map(section.fields.map((field) => [field.key, field]))]));

/** The field of that key, of the contact (`null`) or of one relation; undefined when the catalogue has no such name. */
export function findField(relation: RelationKey | null, key: string): CatalogueField | undefined {
  return byName.get(relation ?? "contact")?.get(key) ?? (relation === "behaviour" ? propertyField(key) : undefined);
}

/** A property of behaviour as a field; the options of a choice are looked up. */
export function propertyField(key: string): CatalogueField | undefined {
  const property = readPropertyKey(key);
  if (!property) return undefined;
  const { name, kind } = property;
  const field = {
    key,
    label: propertyWords(name),
    type: propertyTypes[kind],
    relation: "behaviour",
    offered: false,
    right: "read",
  } as const;
  return kind === "choice" ? { ...field, lookup: { kind: "behaviourChoice", of: name } } : field;
}
