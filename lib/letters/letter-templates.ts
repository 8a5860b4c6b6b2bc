import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { keptTemplate } from "@/lib/documents/read-word";
import type { WordTemplate } from "@/lib/documents/word/template";

const rowsSchema = z.array(z.object({ id: z.int(), content: z.instanceof(Uint8Array) }));

/** The Word templates that letters name, each read once for as long as a job runs. */
export class LetterTemplates {
  private readonly known = new Map<number, WordTemplate>();

  constructor(private readonly db: Database) {}

  /** The templates of these documents, by their numbers. */
  async of(documentIds: Iterable<number>): Promise<ReadonlyMap<number, WordTemplate>> {
    const wanted = [...new Set(documentIds)].filter((id) => !this.known.has(id));
    const { rows } =
      wanted.length === 0 ? { rows: [] } : await this.db.pool.query("select id, content from document where id = any($1)", [wanted]);
    for (const { id, content } of rowsSchema.parse(rows)) this.known.set(id, await keptTemplate(content));
    return this.known;
  }
}
