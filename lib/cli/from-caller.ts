import path from "node:path";

/** A path as the caller meant it: npm runs us in the clone and keeps the folder where it was called. */
export function fromCaller(given: string): string {
  return path.resolve(process.env.INIT_CWD ?? ".", given);
}
