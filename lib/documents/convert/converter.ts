import { accessSync, constants } from "node:fs";
import path from "node:path";

/** What makes a PDF of a Word file: LibreOffice on this machine, or a converter at an address. */
export type Converter = { kind: "program"; path: string } | { kind: "service"; url: string };

/**
 * The converter that is configured, else LibreOffice where it is found; null where there is none. `WINNOW_CONVERTER_URL` is the address of a
 * service, `WINNOW_LIBREOFFICE` the program where it is not found by itself.
 */
export function findConverter(env: NodeJS.ProcessEnv = process.env): Converter | null {
  const { WINNOW_CONVERTER_URL: url, WINNOW_LIBREOFFICE: named, PATH = "" } = env;
  if (url) return { kind: "service", url };
  const folders = PATH.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const candidates = named ? [named] : folders.flatMap((folder) => ["soffice", "libreoffice"].map((name) => path.join(folder, name)));
  const program = candidates.find(canRun);
  return program ? { kind: "program", path: program } : null;
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
