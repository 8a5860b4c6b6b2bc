import { z } from "zod";

/** Where a page goes on. It travels as text that means nothing to callers, so that it can change. */
export const cursorSchema = z.union([
  z.strictObject({ after: z.union([z.string().max(200), z.int().min(0)]) }),
  z.strictObject({ before: z.union([z.string().max(200), z.int().min(0)]) }),
  z.strictObject({ page: z.int().min(1).max(100_000) }),
]);
export type Cursor = z.output<typeof cursorSchema>;

/** The text of a cursor; null where there is no such page. */
export function writeCursor(cursor: Cursor | null): string | null {
  return cursor && Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** A cursor as it comes back. Text that is none of ours is refused. */
export function readCursor(text: string): Cursor | null {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    return null;
  }
}
