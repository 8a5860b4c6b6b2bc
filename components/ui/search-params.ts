/** The parameters of an address as a page gets them. */
export type RawSearch = Record<string, string | string[] | undefined>;

/** Each parameter once: of a repeated one the first counts. */
export function firstOf(search: RawSearch): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(search).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));
}
