/** One line of a worksheet: of a contact's lines the first has layer 1, the second 2 … */
export type LineName = { contactNo: string; layer: number };

/** What a line is called in addresses and tables: the contact's number, and behind the first line which it is: K00012~2. */
export function lineKey({ contactNo, layer }: LineName): string {
  return layer === 1 ? contactNo : `${contactNo}~${layer}`;
}

/** The line that such a name means. */
export function lineOfKey(key: string): LineName {
  const [, contactNo, layer] = /^(.+)~([1-9]\d{0,3})$/.exec(key) ?? [];
  return contactNo && Number(layer) > 1 ? { contactNo, layer: Number(layer) } : { contactNo: key, layer: 1 };
}

const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };
const ordinals = new Intl.PluralRules("en", { type: "ordinal" });

/** "2nd line"; null for a contact's first line, of which nothing need be said. */
export function layerWords(layer: number): string | null {
  return layer === 1 ? null : `${layer}${endings[ordinals.select(layer)] ?? "th"} line`;
}
