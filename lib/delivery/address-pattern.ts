/**
 * An address that can be sent to: one @, something on both sides, a dot in the domain, no blanks, commas, brackets or quotes. Read by
 * Postgres and by JavaScript alike.
 */
export const readableAddress = String.raw`^[^\s@,:;<>()"\[\]]+@[^\s@,:;<>()"\[\].]+(\.[^\s@,:;<>()"\[\].]+)+$`;

const pattern = new RegExp(readableAddress);
const longest = 254;

/** Whether a text is plainly one address, without control characters or escapes. */
export function isReadable(address: string): boolean {
  return address.length <= longest && pattern.test(address) && !/[\p{Cc}\\]/u.test(address);
}
