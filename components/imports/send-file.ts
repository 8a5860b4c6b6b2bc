import { z } from "zod";
import { uploadMessage } from "@/lib/uploads/errors";
import { lengthOfPart, maxUploadBytes, partBytes, partsOf } from "@/lib/uploads/limits";
import { Sha256 } from "./sha-256";

/** Why a file did not arrive, in a sentence; `retry` when sending again goes on where it stopped. */
export class NotSent extends Error {
  constructor(
    readonly sentence: string,
    readonly retry: boolean,
  ) {
    super(sentence);
  }
}

const begunSchema = z.object({ uploadId: z.uuid(), received: z.array(z.number()) });
const problemSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const attempts = 4;

/**
 * Sends a file in parts and answers with the upload's id. Parts that are there from an earlier try are not sent again; a part
 * that is lost or arrives changed is.
 *
 * @throws NotSent with a sentence to show
 */
export async function sendFile(file: File, onProgress: (sent: number) => void, signal: AbortSignal): Promise<string> {
  if (file.size > maxUploadBytes) throw new NotSent(uploadMessage({ code: "file_too_large", size: file.size }), false);
  if (file.size === 0) throw new NotSent(uploadMessage({ code: "file_empty", fileName: file.name }), false);
  const first = await readPart(file, 0);
  const begin = { fileName: file.name, size: file.size, firstPartSha256: new Sha256().update(first).digest() };
  const { uploadId, received } = begunSchema.parse(await ask("/api/uploads", { method: "POST", body: JSON.stringify(begin) }, signal));
  const whole = new Sha256();
  for (let partNo = 0; partNo < partsOf(file.size); partNo += 1) {
    const part = partNo === 0 ? first : await readPart(file, partNo);
    whole.update(part);
    if (!received.includes(partNo)) {
      const sha256 = partNo === 0 ? begin.firstPartSha256 : new Sha256().update(part).digest();
      await ask(`/api/uploads/${uploadId}/parts/${partNo}`, { method: "PUT", body: part, headers: { "X-Content-Sha256": sha256 } }, signal);
    }
    onProgress(partNo * partBytes + part.length);
  }
  await ask(`/api/uploads/${uploadId}/complete`, { method: "POST", body: JSON.stringify({ sha256: whole.digest() }) }, signal);
  return uploadId;
}

async function readPart(file: File, partNo: number): Promise<Uint8Array<ArrayBuffer>> {
  const begin = partNo * partBytes;
  try {
    return new Uint8Array(await file.slice(begin, begin + lengthOfPart(file.size, partNo)).arrayBuffer());
  } catch {
    throw new NotSent("The file cannot be read any more: it was moved or changed. Choose it again.", false);
  }
}

async function ask(path: string, request: RequestInit, signal: AbortSignal): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(path, { ...request, signal }).catch((error: unknown) => {
      if (signal.aborted) throw error;
      return null;
    });
    if (response?.ok) return response.json();
    const problem = response ? problemSchema.safeParse(await response.json().catch(() => null)).data?.error : undefined;
    const again = !response || response.status >= 500 || problem?.code === "wrong_hash" || problem?.code === "wrong_length";
    if (!again) throw new NotSent(problem?.message ?? "The server did not take the file.", false);
    if (attempt === attempts)
      throw new NotSent(problem?.message ?? "The server cannot be reached. What has arrived is kept; send again to go on.", true);
    await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
  }
}
