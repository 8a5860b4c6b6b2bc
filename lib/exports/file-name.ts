import type { ExportFormat, KeptFormat } from "./schema";

/** A name that every system takes: letters, digits and a few marks, of any script, never a path and never more than 100 characters. */
export function fileNameOf(title: string, format: ExportFormat | KeptFormat): string {
  const bare = title
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N} ,_-]+/gu, "_")
    .replace(/[\s_]*_[\s_]*/g, "_")
    .replace(/^[_\s-]+|[_\s-]+$/g, "");
  return `${[...bare].slice(0, 100).join("").trim() || "Export"}.${format}`;
}
