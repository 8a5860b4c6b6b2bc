import { domainToASCII } from "node:url";
import { isReadable } from "./address-pattern";

/**
 * The address as it goes into the envelope: one mailbox, its domain in lower case and in ASCII. Null for whatever is not plainly one
 * address: quotes, comments, groups, blanks and control characters are no part of an address we send to (CVE-2025-13033).
 */
export function mailbox(written: string): string | null {
  const address = written.trim();
  if (!isReadable(address)) return null;
  const at = address.indexOf("@");
  const domain = domainToASCII(address.slice(at + 1));
  return domain === "" ? null : `${address.slice(0, at)}@${domain}`;
}
