import { openAsBlob } from "node:fs";
import { ConversionFailed } from "./errors";
import type { Limits } from "./limits";

/**
 * Has a converter at an address make the PDF: one POST as a form with the Word file in the field `files`, answered by 200 and the PDF. That is
 * what Gotenberg speaks under `/forms/libreoffice/convert`.
 */
export async function* askService(
  url: string,
  file: string,
  { seconds, megabytes }: Limits,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const late = AbortSignal.timeout(seconds * 1_000);
  const form = new FormData();
  form.append("files", await openAsBlob(file), "letters.docx");
  let left = megabytes * 1024 * 1024;
  try {
    const answer = await fetch(url, {
      method: "POST",
      body: form,
      redirect: "error",
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
    if (!answer.ok || !answer.body) throw new ConversionFailed({ code: "no_pdf", said: `the converter answered ${answer.status}` });
    for await (const piece of answer.body) {
      left -= piece.length;
      if (left < 0) throw new ConversionFailed({ code: "too_large", megabytes });
      yield piece;
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (late.aborted) throw new ConversionFailed({ code: "took_too_long", seconds });
    if (error instanceof TypeError) throw new ConversionFailed({ code: "no_pdf", said: "the converter could not be reached" });
    throw error;
  }
}
