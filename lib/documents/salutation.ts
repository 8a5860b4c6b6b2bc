/** What a placeholder of a salutation formula can stand for, as the set-up writes it. */
export const salutationNames = ["Job Title", "First Name", "Middle Name", "Surname", "Initials", "Company Name"] as const;
export type SalutationName = (typeof salutationNames)[number];
/** `names` are those of `%1` … `%5` in order. */
export type SalutationFormula = { formula: string; names: readonly string[] };

/** The greeting of one contact. A placeholder without a value goes together with the blank that follows it. */
export function salutation({ formula, names }: SalutationFormula, nameText: (name: string) => string | null): string {
  return formula
    .replace(/%([1-5])( ?)/g, (_, at: string, blank: string) => {
      const name = names[Number(at) - 1];
      const value = name === undefined ? null : nameText(name);
      return value ? value + blank : "";
    })
    .replace(/ +([,.!:;])/g, "$1")
    .trim();
}
