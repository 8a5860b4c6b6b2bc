import { randomBytes } from "node:crypto";

/** An id that nobody can guess or count up: 192 random bits. */
export function randomId(): string {
  return randomBytes(24).toString("base64url");
}
