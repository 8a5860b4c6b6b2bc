import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** The form of the backup itself. A change that older versions of Winnow cannot read gets the next number. */
export const backupFormat = 1;

const tableSchema = z.object({
  name: z.string(),
  columns: z.array(z.string()).min(1),
  rows: z.number().int().nonnegative(),
  file: z.string().regex(/^[a-z0-9_]+[.]csv[.]gz$/),
  bytes: z.number().int().nonnegative(),
  /** Of the file as it lies in the backup. */
  sha256: z.string().length(64),
});

const manifestSchema = z.object({
  format: z.number().int(),
  createdAt: z.iso.datetime(),
  postgres: z.string(),
  /** What the database's tables look like: the migrations that were applied to it, in their order. */
  migrations: z.array(z.string()).min(1),
  tables: z.array(tableSchema),
  sequences: z.array(z.object({ name: z.string(), lastValue: z.string().regex(/^-?\d+$/), isCalled: z.boolean() })),
});

/** What a backup holds. It is written last, so a backup without one was cut off. */
export type BackupManifest = z.infer<typeof manifestSchema>;
export type BackedUpTable = z.infer<typeof tableSchema>;

export const manifestFile = "manifest.json";

/** Reads what a backup says of itself. */
export function readManifest(folder: string): BackupManifest {
  const file = path.join(folder, manifestFile);
  if (!existsSync(file)) throw new Error(`${folder} holds no backup: there is no ${manifestFile} in it.`);
  const json = parseJson(readFileSync(file, "utf8"));
  const format = z.object({ format: z.number() }).safeParse(json);
  if (format.success && format.data.format !== backupFormat) {
    throw new Error(`The backup has form ${format.data.format}; this version of Winnow reads form ${backupFormat}.`);
  }
  const manifest = manifestSchema.safeParse(json);
  if (!manifest.success) throw new Error(`${file} is damaged:\n${z.prettifyError(manifest.error)}`);
  return manifest.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // refused by the schema, with the name of the file
  }
}
