/** The code a salesperson gets from a name: the first letters of the first and last word, upper-case; `ME` when there is no letter. */
export function initialsOf(name: string): string {
  const words = name
    .normalize("NFC")
    .split(/\s+/u)
    .map((word) => word.match(/\p{L}/u)?.[0] ?? "")
    .filter((letter) => letter !== "");
  const first = words.at(0);
  if (first === undefined) return "ME";
  const last = words.length > 1 ? words.at(-1) : "";
  return `${first}${last}`.toUpperCase();
}
