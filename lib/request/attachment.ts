/** The headers of a file that is to be saved. Names in the old form are for browsers that do not know the new one. */
export function attachment({ fileName, mediaType }: { fileName: string; mediaType: string }): Record<string, string> {
  const ascii = fileName.replace(/[^ -~]|["\\]/g, "_");
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  return {
    "Content-Type": mediaType,
    "Content-Disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    "Cache-Control": "no-store",
  };
}
