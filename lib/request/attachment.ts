/** The headers of a file that is to be saved. Names in the old form are for browsers that do not know the new one. */
export function attachment({ fileName, mediaType }: { fileName: string; mediaType: string }): Record<string, string> {
  const ascii = fileName.replace(/[^ -~]|["\\]/g, "_");
  return {
    "Content-Type": mediaType,
    "Content-Disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    "Cache-Control": "no-store",
  };
}
