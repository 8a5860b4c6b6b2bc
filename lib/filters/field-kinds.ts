/** What a field holds. A *code* is short and upper-case; *int* and *decimal* are exact; *date* is a calendar day, *instant* a moment. */
export type FieldType = "code" | "text" | "int" | "decimal" | "bool" | "enum" | "date" | "instant";

export type EnumOption = { value: string; label: string };

/** The tables whose codes a field holds. */
export const lookupKinds = [
  "salesperson",
  "country",
  "territory",
  "language",
  "salutation",
  "organizationalLevel",
  "mailingGroup",
  "industryGroup",
  "businessRelation",
  "jobResponsibility",
  "questionnaire",
  "answer",
  "template",
  "interactionGroup",
  "campaign",
  "segment",
  "loggedSegment",
  "item",
  "purpose",
  "behaviourType",
  "behaviourSource",
  "behaviourProperty",
  "behaviourChoice",
] as const;
export type LookupKind = (typeof lookupKinds)[number];

/** The table whose codes a field holds; of the options of choices, those of one property. */
export type Lookup = { kind: LookupKind; of?: string };

/** A field as its section lists it. */
export type FieldEntry = {
  key: string;
  label: string;
  type: FieldType;
  offered?: boolean;
  lookup?: Lookup;
  options?: readonly EnumOption[];
  calculated?: true;
};

export const correspondenceTypes: readonly EnumOption[] = [
  { value: "hard_copy", label: "Hard Copy" },
  { value: "email", label: "Email" },
  { value: "phone", label: "Phone" },
];
