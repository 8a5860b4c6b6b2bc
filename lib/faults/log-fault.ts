import { randomInt } from "node:crypto";

const letters = "23456789BCDFGHJKMNPQRSTVWXYZ"; // none that is read as another, no vowels

/**
 * Writes what nobody can act on to the log of this process, with its causes, and gives the short reference under which it
 * stands there. The reference is what a person is shown; the fault itself never leaves the server.
 */
export function logFault(where: string, fault: unknown): string {
  const reference = Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join("");
  console.error(`[${reference}] ${where}`, fault);
  return reference;
}
