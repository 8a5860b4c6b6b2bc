/** The encodings that are recognised. */
export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

/** How people call them. */
export const encodingWords: Record<Encoding, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16, big endian",
  "windows-1252": "Windows-1252",
};

/**
 * Tells the encoding of a file from its first bytes: a byte order mark decides, then zero bytes as UTF-16 text has them,
 * then whether the bytes are valid UTF-8; what is left is Windows-1252. Null when the bytes are no text.
 */
export function detectEncoding(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const start = bytes.subarray(0, 65_536);
  const zeros = { even: 0, odd: 0 };
  start.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2 === 0 ? "even" : "odd"] += 1;
  });
  const half = start.length / 2;
  if (zeros.odd > half * 0.6 && zeros.even < half * 0.05) return "utf-16le";
  if (zeros.even > half * 0.6 && zeros.odd < half * 0.05) return "utf-16be";
  if (zeros.even + zeros.odd > 0 || looksBinary(start)) return null;
  return isUtf8(bytes) ? "utf-8" : "windows-1252";
}

/** Control characters that text does not hold; a few may stand in a cell by mistake, many make a picture or an archive. */
function looksBinary(bytes: Uint8Array): boolean {
  const magic = Buffer.from(bytes.subarray(0, 4)).toString("latin1");
  if (
    magic.startsWith("PK\u0003\u0004") ||
    magic.startsWith("%PDF") ||
    magic.startsWith("\u001f\u008b") ||
    magic === "\u00d0\u00cf\u0011\u00e0"
  )
    return true;
  const controls = bytes.reduce(
    (count, byte) => (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 ? count + 1 : count),
    0,
  );
  return controls > bytes.length * 0.02;
}

/** Whether the bytes are UTF-8; a character cut off at the end does not count against it. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** A byte sequence that the chosen encoding does not have. */
export class TextUnreadable extends Error {
  constructor(readonly encoding: Encoding) {
    super(`bytes that are not ${encoding}`);
  }
}

/** Turns the pieces of a file into text, without a byte order mark. Throws TextUnreadable at bytes the encoding does not have. */
export async function* decodeText(pieces: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (piece?: Uint8Array) => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch (cause) {
      throw Object.assign(new TextUnreadable(encoding), { cause });
    }
  };
  for await (const piece of pieces) yield decode(piece);
  yield decode();
}
