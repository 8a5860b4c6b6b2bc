import { buffer } from "node:stream/consumers";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { err, ok, type Result } from "@/lib/result";
import type { TemplateProblem } from "./errors";

/** What a template may be at most, packed and unpacked; a real one has some twenty parts and a few hundred kilobytes. */
export const templateLimits = {
  fileBytes: 20 * 1024 * 1024,
  parts: 1_000,
  partBytes: 20 * 1024 * 1024,
  /** A part of XML, which takes many times its size while it is read, and the signs < in it. */
  xmlBytes: 10 * 1024 * 1024,
  xmlTags: 400_000,
  allBytes: 60 * 1024 * 1024,
  /** Unpacked bytes for each packed one; text of Word is rarely over 20. Small parts may be any. */
  ratio: 150,
  ratioFrom: 1024 * 1024,
};

const zipStart = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const compoundStart = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const encryptedPackage = Buffer.from("EncryptedPackage", "utf16le");

const startsWith = (bytes: Buffer, start: Buffer) => bytes.subarray(0, start.length).equals(start);

/** A file that holds others: a Word, Excel or ZIP archive, or one of the old compound files. */
export const isContainer = (bytes: Buffer): boolean => startsWith(bytes, zipStart) || startsWith(bytes, compoundStart);

/**
 * The parts of a Word file by name. Nothing is unpacked before its stated size was found within `templateLimits`, and unpacking stops
 * where a part turns out larger than it states.
 */
export async function openArchive(bytes: Buffer): Promise<Result<ReadonlyMap<string, Buffer>, TemplateProblem>> {
  if (bytes.length > templateLimits.fileBytes) return err({ code: "too_large", what: "file", part: "", allowed: templateLimits.fileBytes });
  if (startsWith(bytes, compoundStart)) return err({ code: bytes.includes(encryptedPackage) ? "encrypted" : "old_word_file" });
  if (!startsWith(bytes, zipStart)) return err({ code: "not_word" });
  try {
    const zip = await fromBufferPromise(bytes, { autoClose: false, lazyEntries: true, strictFileNames: true });
    const entries = await listEntries(zip);
    return entries.ok ? ok(await unpack(zip, entries.value)) : entries;
  } catch {
    return err({ code: "damaged", part: "" }); // the library says it in a dozen ways, none of which an author can act on
  }
}

async function listEntries(zip: ZipFile): Promise<Result<Entry[], TemplateProblem>> {
  if (zip.entryCount > templateLimits.parts) return err({ code: "too_large", what: "parts", part: "", allowed: templateLimits.parts });
  const entries: Entry[] = [];
  const names = new Set<string>();
  let size = 0;
  for await (const entry of zip.eachEntry()) {
    const part = entry.fileName;
    if (part.endsWith("/")) continue;
    if (!/^[\x20-\x7e]+$/.test(part) || part.includes(":") || names.has(part.toLowerCase())) return err({ code: "damaged", part });
    if (entry.isEncrypted()) return err({ code: "encrypted" });
    size += entry.uncompressedSize;
    const tooLarge = largerThanAllowed(entry, size);
    if (tooLarge) return err(tooLarge);
    names.add(part.toLowerCase());
    entries.push(entry);
  }
  return ok(entries);
}

function largerThanAllowed({ fileName: part, uncompressedSize, compressedSize }: Entry, all: number): TemplateProblem | null {
  const { partBytes, allBytes, ratio, ratioFrom } = templateLimits;
  if (uncompressedSize > partBytes) return { code: "too_large", what: "part", part, allowed: partBytes };
  if (all > allBytes) return { code: "too_large", what: "unpacked", part, allowed: allBytes };
  if (uncompressedSize > ratioFrom && uncompressedSize > compressedSize * ratio)
    return { code: "too_large", what: "ratio", part, allowed: ratio };
  return null;
}

async function unpack(zip: ZipFile, entries: readonly Entry[]): Promise<ReadonlyMap<string, Buffer>> {
  const parts = new Map<string, Buffer>();
  for (const entry of entries) parts.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return parts;
}

/** One part of a file that we made ourselves. */
export async function readOwnPart(bytes: Uint8Array, part: string): Promise<string> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    autoClose: false,
    lazyEntries: true,
  });
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName === part) return (await buffer(await zip.openReadStreamPromise(entry))).toString("utf8");
  }
  throw new Error(`The file has no part ${part}.`);
}
