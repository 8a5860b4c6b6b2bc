/**
 * A number or code in an address. Pages get it as it stands there; metadata gets it decoded already, where a `%` of the number itself
 * cannot be decoded once more.
 */
export function addressPart(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written; // a `%` that encodes nothing
  }
}
