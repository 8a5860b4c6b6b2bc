const home = "/segments";

/** A path of our own to go on to, from an address or a form; anything else, such as another site, becomes the first page. */
export function pathWithin(value: unknown): string {
  if (typeof value !== "string" || value.length > 2_000 || !/^\/(?![/\\])[^\s\\]*$/.test(value)) return home;
  const url = new URL(value, "http://within");
  if (url.pathname.startsWith("//")) return home; // "/..//elsewhere" comes down to the address of another site
  if (url.host !== "within" || url.pathname === "/" || url.pathname.startsWith("/sign-in") || url.pathname.startsWith("/setup"))
    return home;
  return url.pathname + url.search;
}
