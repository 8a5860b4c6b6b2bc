import { maxUploadBytes } from "./limits";

/** Why an upload, or one part of it, is not taken. */
export type UploadError =
  | { code: "file_too_large"; size: number }
  | { code: "file_empty"; fileName: string }
  | { code: "upload_not_found" }
  | { code: "upload_complete" }
  | { code: "no_such_part"; parts: number }
  | { code: "wrong_length"; expected: number; received: number }
  | { code: "wrong_hash" }
  | { code: "parts_missing"; missing: number }
  | { code: "file_changed" };

/** The sentence of a refusal. */
export function uploadMessage(error: UploadError): string {
  switch (error.code) {
    case "file_too_large":
      return `This file has ${inWords(error.size)}; ${inWords(maxUploadBytes)} is the most that is taken. Nothing was sent. Split it into smaller files, each with the header row.`;
    case "file_empty":
      return `${error.fileName} is empty. A file to import has a header row and at least one row below it.`;
    case "upload_not_found":
      return "This upload is not here any more. Choose the file again.";
    case "upload_complete":
      return "This file is here completely already.";
    case "no_such_part":
      return `This file has ${error.parts.toLocaleString("en-GB")} parts.`;
    case "wrong_length":
      return `This part should have ${error.expected.toLocaleString("en-GB")} bytes; ${error.received.toLocaleString("en-GB")} arrived. It is sent again.`;
    case "wrong_hash":
      return "This part arrived changed. It is sent again.";
    case "parts_missing":
      return `${error.missing.toLocaleString("en-GB")} parts have not arrived yet.`;
    case "file_changed":
      return "The file changed while it was sent, so nothing of it was kept. Choose it again.";
    default:
      return error satisfies never;
  }
}

/** A size as people read it: 1.7 MB, 2 GB, 812 bytes. */
export function inWords(bytes: number): string {
  const units = [
    { name: "GB", size: 1024 ** 3 },
    { name: "MB", size: 1024 ** 2 },
    { name: "KB", size: 1024 },
  ];
  const unit = units.find(({ size }) => bytes >= size);
  if (!unit) return `${bytes.toLocaleString("en-GB")} bytes`;
  return `${(bytes / unit.size).toLocaleString("en-GB", { maximumFractionDigits: 1 })} ${unit.name}`;
}
