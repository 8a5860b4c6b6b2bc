/**
 * One row in the text format of COPY. Backslashes, tabs and line ends are escaped, so that no value can end the row or the
 * stream (`\.`) or pass for null (`\N`).
 */
export function copyLine(values: readonly (string | null)[]): string {
  let line = "";
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (index > 0) line += "\t";
    line += value === null || value === undefined ? "\\N" : special.test(value) ? value.replace(eachSpecial, escaped) : value;
  }
  return `${line}\n`;
}

const special = /[\\\t\n\r]/;
const eachSpecial = /[\\\t\n\r]/g;
const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
const escaped = (character: string) => escapes[character] ?? character;
