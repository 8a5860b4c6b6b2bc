import { ZipArchive } from "@/lib/exports/zip";

const types = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const relations = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;

/** A Word document of these paragraphs; what stands between « and » in one is a merge field. */
export async function wordFile(...paragraphs: string[]): Promise<Buffer> {
  const runs = (text: string) =>
    text
      .split(/(«[^»]+»)/)
      .map((part) =>
        part.startsWith("«")
          ? `<w:fldSimple w:instr=" MERGEFIELD ${part.slice(1, -1)} "><w:r><w:t>${part}</w:t></w:r></w:fldSimple>`
          : `<w:r><w:t xml:space="preserve">${part}</w:t></w:r>`,
      )
      .join("");
  const body = paragraphs.map((paragraph) => `<w:p>${runs(paragraph)}</w:p>`).join("");
  const document = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}<w:sectPr/></w:body></w:document>`;
  const zip = new ZipArchive();
  const pieces: Buffer[] = [];
  for (const [name, content] of [
    ["[Content_Types].xml", types],
    ["_rels/.rels", relations],
    ["word/document.xml", document],
  ] as const)
    for await (const piece of zip.add(name, [content])) pieces.push(piece);
  return Buffer.concat([...pieces, zip.end()]);
}
