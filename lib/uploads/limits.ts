/** The largest file that is taken. */
export const maxUploadBytes = 1024 ** 3;
/** Every part but the last has exactly this size. */
export const partBytes = 4 * 1024 ** 2;

/** How many parts a file of `size` bytes has. */
export function partsOf(size: number): number {
  return Math.ceil(size / partBytes);
}

/** How long part `partNo` (from 0) of a file of `size` bytes is. */
export function lengthOfPart(size: number, partNo: number): number {
  return Math.max(0, Math.min(partBytes, size - partNo * partBytes));
}
