/**
 * The segment number in an address. Pages get it as it stands there; metadata gets it decoded already, where a `%` of the number itself
 * cannot be decoded once more.
 */
export function segmentNoOf({ segmentNo }: { segmentNo: string }): string {
  try {
    return decodeURIComponent(segmentNo);
  } catch {
    return segmentNo; // a `%` that encodes nothing
  }
}
