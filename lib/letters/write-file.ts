import type { Database } from "@/lib/db/client";
import { pdfOf } from "@/lib/documents/convert/pdf";
import { safeFileName } from "@/lib/documents/file-name";
import { mergeEach, mergeJoined } from "@/lib/documents/word/letters";
import { fileNameOf } from "@/lib/exports/file-name";
import type { KeptFormat } from "@/lib/exports/schema";
import { ZipArchive } from "@/lib/exports/zip";
import type { LetterTemplates } from "./letter-templates";
import { type Listed, readLetters } from "./letters-of-file";
import { lettersInPdf } from "./schema";

type Writing = {
  db: Database;
  templates: LetterTemplates;
  /** In their order; there is one at least. */
  letters: readonly Listed[];
  signal: AbortSignal;
  onLetter: (written: number) => void;
};

/** The file of letters, its name, and its bytes as they are made. More letters than one PDF takes are several in an archive. */
export function writeFile(
  title: string,
  format: KeptFormat,
  writing: Writing,
): { fileName: string; content: AsyncGenerator<Uint8Array, void> } {
  switch (format) {
    case "docx":
      return { fileName: fileNameOf(title, "docx"), content: joined(writing, "field") };
    case "zip":
      return { fileName: fileNameOf(title, "zip"), content: archiveOfEach(writing) };
    case "pdf":
      return writing.letters.length <= lettersInPdf
        ? { fileName: fileNameOf(title, "pdf"), content: pdf(writing) }
        : { fileName: fileNameOf(title, "zip"), content: archiveOfPdfs(writing) };
    default:
      return format satisfies never;
  }
}

async function* joined(
  { db, templates, letters, signal, onLetter }: Writing,
  pageCounts: "field" | "reference",
): AsyncGenerator<Uint8Array, void> {
  const known = await templates.of(letters.map(({ documentId }) => documentId));
  const [first, ...others] = [...new Set(letters.map(({ documentId }) => known.get(documentId)))].filter(
    (template) => template !== undefined,
  );
  if (!first) throw new Error("There are no letters to write.");
  yield* mergeJoined([first, ...others], readLetters(db, letters, templates), { signal, onLetter, pageCounts });
}

/** "0001 Anna Bell.docx": in the order of the file, which keeps apart those of the same name. */
async function* archiveOfEach({ db, templates, letters, signal, onLetter }: Writing): AsyncGenerator<Uint8Array, void> {
  const archive = new ZipArchive();
  const names = letters.map(({ contactName }, at) => safeFileName(`${numbered(at + 1, letters)} ${shortened(contactName)}.docx`)).values();
  for await (const file of mergeEach(readLetters(db, letters, templates), { signal, onLetter }))
    yield* archive.add(names.next().value ?? "Letter.docx", [file]);
  yield archive.end();
}

const numbered = (no: number, letters: readonly Listed[]): string => String(no).padStart(String(letters.length).length, "0");

/** What a name can tell in a list of files; a dot in it begins no extension, a slash no folder. */
const shortened = (name: string): string => [...name.replace(/[.\\/]/g, " ")].slice(0, 60).join("");

function pdf(writing: Writing): AsyncGenerator<Uint8Array, void> {
  return pdfOf(joined(writing, "reference"), { signal: writing.signal });
}

/** "Letters 0001-0500.pdf" and so on. */
async function* archiveOfPdfs(writing: Writing): AsyncGenerator<Uint8Array, void> {
  const { letters, onLetter } = writing;
  const archive = new ZipArchive();
  for (let at = 0; at < letters.length; at += lettersInPdf) {
    const part = letters.slice(at, at + lettersInPdf);
    const name = `Letters ${numbered(at + 1, letters)}-${numbered(at + part.length, letters)}.pdf`;
    yield* archive.add(name, pdf({ ...writing, letters: part, onLetter: (written) => onLetter(at + written) }));
  }
  yield archive.end();
}
