import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";

const found = (program: string): string | undefined =>
  (process.env.PATH ?? "")
    .split(path.delimiter)
    .map((folder) => path.join(folder, program))
    .find((file) => existsSync(file));

const [office, pdfToText] = [found("soffice"), found("pdftotext")];

/** Whether LibreOffice and a reader of PDF are on this machine; said aloud where they are not. */
export const canConvert = office !== undefined && pdfToText !== undefined;
if (!canConvert)
  console.warn("SKIPPED: LibreOffice (soffice) and pdftotext are not both installed; no letter is opened by another program.");

/** The pages of each Word file as LibreOffice prints it, a page as the lines of text on it. One start of LibreOffice serves all. */
export async function printedPages(files: readonly Buffer[]): Promise<string[][][]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "winnow-print-"));
  const run = promisify(execFile);
  const named = (no: number, kind: string) => path.join(folder, `letters${no}.${kind}`);
  try {
    for (const [no, file] of files.entries()) writeFileSync(named(no, "docx"), file);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    await run(office ?? "", [profile, "--headless", "--convert-to", "pdf", "--outdir", folder, ...files.map((_, no) => named(no, "docx"))]);
    return await Promise.all(files.map((_, no) => pagesOfPdf(readFileSync(named(no, "pdf")))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The pages of a PDF, each as the lines of text on it. */
export async function pagesOfPdf(pdf: Buffer): Promise<string[][]> {
  const reader = spawn(pdfToText ?? "", ["-layout", "-", "-"], { stdio: ["pipe", "pipe", "inherit"] });
  reader.stdin.end(pdf);
  return pagesOf(await text(reader.stdout));
}

const pagesOf = (printed: string): string[][] =>
  printed
    .split("\f")
    .slice(0, -1)
    .map((page) => page.split("\n").flatMap((line) => line.trim().replace(/\s+/g, " ") || []));
