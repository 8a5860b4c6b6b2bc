const longest = 120;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * A name that every system takes when the file is saved, as like the given one as can be: no folders, no marks that systems or headers read
 * as something else, nothing that turns the reading direction, 120 characters at most with the extension kept.
 */
export function safeFileName(name: string): string {
  const last = name.toWellFormed().normalize("NFC").split(/[\\/]/).at(-1) ?? "";
  const bare = last
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}<>:"|?*%;]/gu, "_")
    .replace(/\s+/g, " ")
    .replace(/^[.\s]+|[.\s]+$/g, "")
    .replace(reserved, "_$1");
  const extension = extensionOf(bare);
  const dotted = extension ? `.${extension}` : "";
  const stem = dotted ? bare.slice(0, -dotted.length) : bare;
  return `${
    [...stem]
      .slice(0, longest - dotted.length)
      .join("")
      .trim() || "Document"
  }${dotted}`;
}

/** What stands behind the last dot, in small letters; "" where it is none. */
export function extensionOf(name: string): string {
  return /\.([\p{L}\p{N}]{1,12})$/u.exec(name)?.[1]?.toLowerCase() ?? "";
}
