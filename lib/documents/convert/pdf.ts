import { constants, createWriteStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { askService } from "./ask-service";
import { type Converter, findConverter } from "./converter";
import { ConversionFailed } from "./errors";
import { type Limits, usualLimits } from "./limits";
import { runLibreOffice } from "./run-libreoffice";

type Options = { signal?: AbortSignal; converter?: Converter | null; limits?: Limits };

/** One conversion at a time in this process: each takes a processor and a good part of the memory. */
let before: Promise<unknown> = Promise.resolve();

/**
 * The PDF of a Word file, both piece by piece. What lies on the disk meanwhile is gone when the last piece was taken, or the taker left.
 *
 * @throws ConversionFailed when none came of it, for example without a converter
 */
export async function* pdfOf(
  docx: AsyncIterable<Uint8Array>,
  { signal, converter = findConverter(), limits = usualLimits }: Options = {},
): AsyncGenerator<Uint8Array, void> {
  if (!converter) throw new ConversionFailed({ code: "no_converter" });
  const folder = await mkdtemp(path.join(os.tmpdir(), "winnow-pdf-"));
  const written = path.join(folder, "letters.docx");
  const { promise: done, resolve: next } = Promise.withResolvers<void>();
  const turn = before;
  before = done;
  try {
    await pipeline(docx, createWriteStream(written), { signal });
    await turn;
    if (converter.kind === "service") yield* askService(converter.url, written, limits, signal);
    else {
      const said = await runLibreOffice(converter.path, folder, limits, signal);
      yield* read(path.join(folder, "letters.pdf"), said, limits);
    }
  } finally {
    next();
    await rm(folder, { recursive: true, force: true });
  }
}

async function* read(file: string, said: string, { megabytes }: Limits): AsyncGenerator<Uint8Array> {
  // Never through a link: the folder belongs to the user that LibreOffice ran as, and we may be root.
  const pdf = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => null);
  if (!pdf) throw new ConversionFailed({ code: "no_pdf", said });
  try {
    const { size } = await pdf.stat();
    if (size === 0) throw new ConversionFailed({ code: "no_pdf", said });
    if (size >= megabytes * 1024 * 1024) throw new ConversionFailed({ code: "too_large", megabytes });
    yield* pdf.createReadStream({ autoClose: false });
  } finally {
    await pdf.close();
  }
}
