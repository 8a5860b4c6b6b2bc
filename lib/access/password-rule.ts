import { z } from "zod";

/** Bounds of a password in characters. The upper one keeps hashing cheap enough to be no weapon. */
export const passwordLength = { min: 12, max: 128 } as const;

/** A new password. Length is the only rule: others make passwords worse. */
export const newPasswordSchema = z
  .string("A password is needed, at least 12 characters.")
  .min(passwordLength.min, "The password needs at least 12 characters, for example four words.")
  .max(passwordLength.max, "The password may have at most 128 characters.");
