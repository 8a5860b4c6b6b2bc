import { err, type Result } from "@/lib/result";
import type { MergeValues } from "./word/fields";

/** Reads a Word template: the fields it names, or the sentence of what stands in the way. */
export async function readWord(_content: Uint8Array): Promise<Result<string[], string>> {
  return err("Word templates cannot be read here yet.");
}

/** The Word document for one recipient. */
export async function mergeWord(_content: Uint8Array, _values: MergeValues): Promise<Uint8Array> {
  throw new Error("no template was taken");
}
