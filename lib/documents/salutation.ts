/** The parts of a contact that a salutation may name. */
export const nameParts = ["job_title", "first_name", "middle_name", "surname", "initials", "company_name"] as const;
export type NamePart = (typeof nameParts)[number];

export type SalutationKind = "formal" | "informal";

/** How contacts with a salutation code are addressed in a language; null is any language. `%1` … `%5` in the text stand for `parts`. */
export type SalutationFormula = {
  readonly salutationCode: string;
  readonly languageCode: string | null;
  readonly kind: SalutationKind;
  readonly text: string;
  readonly parts: readonly (NamePart | null)[];
};

/** The formula for a contact: that of its language, else the one for any language, else none. */
export function findFormula(
  formulas: readonly SalutationFormula[],
  { salutationCode, languageCode, kind }: Pick<SalutationFormula, "salutationCode" | "languageCode" | "kind">,
): SalutationFormula | undefined {
  const fitting = formulas.filter((formula) => formula.salutationCode === salutationCode && formula.kind === kind);
  return fitting.find((formula) => formula.languageCode === languageCode) ?? fitting.find((formula) => formula.languageCode === null);
}

/**
 * A salutation by its formula. A placeholder whose part is blank goes together with the blank after it, or where none follows, with the one
 * before it, so that no comma stands alone. A formula's text is taken as it is: what a name holds is never read as a placeholder.
 */
export function salutationText(
  { text, parts }: Pick<SalutationFormula, "text" | "parts">,
  values: { readonly [P in NamePart]?: string | null },
): string {
  return text.split(/(%[1-5] ?)/).reduce((written, piece, at) => {
    if (at % 2 === 0) return written + piece;
    const part = parts[Number(piece[1]) - 1];
    const value = (part && values[part]?.trim()) || "";
    const blank = piece.slice(2);
    if (value !== "") return written + value + blank;
    return blank === "" ? written.replace(/ $/, "") : written;
  }, "");
}
