/** The parts of a person's name. */
export type NameParts = { firstName: string | null; middleName: string | null; surname: string | null };

/**
 * Splits a person's name: the last word is the surname, the second-last, where there are three or more, the middle name, the
 * rest the first name. One word alone is the surname. (Business Central reference, §1.1.)
 */
export function splitName(name: string): NameParts {
  const words = name
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== "");
  const surname = words.pop() ?? null;
  const middleName = words.length >= 2 ? (words.pop() ?? null) : null;
  return { firstName: words.join(" ") || null, middleName, surname };
}

/** The name made of its parts, "First Middle Surname"; empty when there is none. */
export function joinName({ firstName, middleName, surname }: NameParts): string {
  return [firstName, middleName, surname].filter((part) => part !== null && part !== "").join(" ");
}
