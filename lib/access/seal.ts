import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { dataFolder, keptSecret } from "@/lib/db/data-folder";

const algorithm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/** The key for what is kept sealed in the database: drawn from the secret of this installation, which is not in the database. */
function sealingKey(): Buffer {
  const secret = process.env.WINNOW_SECRET ?? keptSecret(dataFolder(), "secret");
  return Buffer.from(hkdfSync("sha256", secret, "", "winnow sealed values", 32));
}

/** Encrypts a text so that only an installation with this secret reads it. */
export function seal(text: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, sealingKey(), iv);
  return Uint8Array.from(Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]));
}

/** The text that was sealed; null when it was sealed with another secret, as after a move, or was tampered with. */
export function unseal(sealed: Uint8Array): string | null {
  const bytes = Buffer.from(sealed);
  if (bytes.length < ivBytes + tagBytes) return null;
  const decipher = createDecipheriv(algorithm, sealingKey(), bytes.subarray(0, ivBytes));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes, bytes.length - tagBytes)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
