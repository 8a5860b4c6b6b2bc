import { setTimeout as sleep } from "node:timers/promises";
import type { EmbeddedServer } from "@/lib/db/embedded-server";
import { startServerWhenFree } from "./command-database";

/** The embedded database of a running Winnow, started again at the same address when it ends unasked. */
export class DatabaseService {
  private stopping = false;
  private readonly loop: Promise<void>;

  /** Settles when the database ended five times in a row within a minute of its start: it cannot be kept running. */
  readonly gaveUp: Promise<never>;

  private constructor(
    private server: EmbeddedServer,
    private readonly folder: string,
  ) {
    let giveUp: (reason: Error) => void = () => undefined;
    this.gaveUp = new Promise((_, reject) => {
      giveUp = reject;
    });
    this.gaveUp.catch(() => undefined); // whoever waits for it hears of it
    this.loop = this.keepRunning().catch(giveUp);
  }

  static async start(folder: string): Promise<DatabaseService> {
    return new DatabaseService(await startServerWhenFree({ folder }), folder);
  }

  get url(): string {
    return this.server.url;
  }

  get databaseFolder(): string {
    return this.server.databaseFolder;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.server.stop();
    await this.loop;
  }

  private async keepRunning(): Promise<void> {
    for (let quickEnds = 0; quickEnds < 5; ) {
      const began = Date.now();
      await this.server.ended;
      if (this.stopping) return;
      quickEnds = Date.now() - began < 60_000 ? quickEnds + 1 : 0;
      console.error(`The database ended unasked; it is started again. Its messages are in ${this.folder}/database.log.`);
      await this.server.stop(); // gives the lock back
      await sleep(250);
      this.server = await startServerWhenFree({ folder: this.folder, port: this.server.port });
    }
    throw new Error(`The database ended again and again. Its messages are in ${this.folder}/database.log.`);
  }
}
