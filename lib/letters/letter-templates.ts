import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { keptTemplate } from "@/lib/documents/read-word";
import type { WordTemplate } from "@/lib/documents/word/template";
import { logFault } from "@/lib/faults/log-fault";

const rowsSchema = z.array(z.object({ content: z.instanceof(Uint8Array) }));

/** The Word templates that letters name, each read once for as long as a job runs. */
export class LetterTemplates {
  private readonly known = new Map<number, WordTemplate>();
  private readonly asked = new Set<number>();

  constructor(private readonly db: Database) {}

  /** The templates of these documents, by their numbers. One that cannot be read is missing, and its cause in the log of the server. */
  async of(documentIds: Iterable<number>): Promise<ReadonlyMap<number, WordTemplate>> {
    const wanted = [...new Set(documentIds)].filter((id) => !this.asked.has(id));
    for (const id of wanted) {
      const { rows } = await this.db.pool.query("select content from document where id = $1", [id]);
      const [document] = rowsSchema.parse(rows);
      if (document) await this.read(id, document.content);
      this.asked.add(id);
    }
    return this.known;
  }

  private async read(id: number, content: Uint8Array): Promise<void> {
    try {
      this.known.set(id, await keptTemplate(content));
    } catch (error) {
      logFault(`reading the Word document ${id}`, error);
    }
  }
}
