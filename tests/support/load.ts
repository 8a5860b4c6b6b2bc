import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

export type LoadOptions = {
  url: string;
  cookie: string;
  /** The id of the server action that applies criteria. */
  applyAction: string;
  /** One for each client that changes something. */
  worksheets: string[];
};

const longestMs = 20_000;
const countedSchema = z.object({
  state: z.literal("counted"),
  preview: z.object({ step: z.number(), numbers: z.record(z.string(), z.number()) }),
});
const refusedSchema = z.object({ error: z.object({ code: z.string(), message: z.string().regex(/^[A-Z].*\.$/s) }) });

/**
 * Browsers that go on using Winnow whatever happens: they look at pages, preview, apply and export, over and over. What they
 * are answered is judged at once: an answer that is no answer, takes too long or shows the inside is a problem.
 */
export class Load {
  /** Answers nobody should get, in words. */
  readonly problems: string[] = [];
  /** How often each refusal was answered, by code. */
  readonly refusals: Record<string, number> = {};
  /** Of each worksheet: criteria actions that were answered with ok, and those of which the answer does not say. */
  readonly applied: { applied: number; unknown: number }[];
  /** While the database is known to be away, nothing may succeed. */
  outage = false;
  private running: Promise<void>[] = [];
  private stopped = false;

  constructor(private readonly options: LoadOptions) {
    this.applied = options.worksheets.map(() => ({ applied: 0, unknown: 0 }));
  }

  start(): void {
    const readers = ["/segments", "/contacts", `/api/segments/${this.options.worksheets[0]}/export`].map((path) => () => this.read(path));
    const writers = this.options.worksheets.map((segmentNo, at) => (turn: number) => this.change(segmentNo, at, turn));
    this.running = [...readers, ...writers].map(async (work) => {
      for (let turn = 1; !this.stopped; turn++) {
        await work(turn);
        await sleep(50);
      }
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running);
  }

  private async read(path: string): Promise<void> {
    await this.ask(path);
  }

  private async change(segmentNo: string, at: number, turn: number): Promise<void> {
    const criteria = { kind: "add", filter: { kind: "field", field: "contactNo", op: "is", value: `X${turn}` }, options: {} };
    const previewed = await this.ask(`/api/segments/${segmentNo}/preview`, {
      method: "POST",
      body: JSON.stringify({ dialogId: `load-${at}`, criteria }),
    });
    const counted = countedSchema.safeParse(previewed?.status === 200 ? JSON.parse(previewed.text) : null);
    if (!counted.success) return;
    const { step, numbers } = counted.data.preview;
    const answer = await this.ask(`/segments/${segmentNo}`, {
      method: "POST",
      body: JSON.stringify([{ segmentNo, criteria, decidedAtStep: step, shown: numbers }]),
      headers: { "next-action": this.options.applyAction, "content-type": "text/plain;charset=UTF-8", accept: "text/x-component" },
    });
    const count = this.applied[at];
    if (!count) return;
    if (answer?.text.includes('"ok":true')) count.applied += 1;
    else if (!/"code":"(step_moved|numbers_moved|segment_locked|busy)"/.test(answer?.text ?? "")) count.unknown += 1;
  }

  /** One request and its answer; null when the connection was cut off. */
  private async ask(path: string, init: RequestInit = {}): Promise<{ status: number; text: string } | null> {
    const { url, cookie } = this.options;
    const began = Date.now();
    const what = `${init.method ?? "GET"} ${path}`;
    const wasAway = this.outage;
    try {
      const headers = { cookie, ...(init.method && { origin: url }), "content-type": "application/json", ...init.headers };
      const response = await fetch(url + path, { redirect: "manual", ...init, headers, signal: AbortSignal.timeout(longestMs) });
      const answer = { status: response.status, text: await response.text() };
      this.judge(what, path, answer);
      if (wasAway && this.outage && path.startsWith("/api/") && answer.status === 200)
        this.problems.push(`${what} was answered without a database`);
      return answer;
    } catch (error) {
      const ms = Date.now() - began;
      if (ms >= longestMs - 100) this.problems.push(`${what} hung for ${ms} ms`);
      else if (!path.endsWith("/export")) this.problems.push(`${what} was cut off: ${error}`); // a download breaks off, so that it is not taken for a whole one
      return null;
    }
  }

  private judge(what: string, path: string, { status, text }: { status: number; text: string }): void {
    if (/\n\s+at \S+ \(|node_modules|ECONNREFUSED|terminating connection/.test(text))
      this.problems.push(`${what} shows the inside: ${text.slice(0, 500)}`);
    if (text.includes('"code":"fault"')) this.problems.push(`${what} answered with a fault`);
    const code = /"code":"(unreachable|too_slow|busy)"/.exec(text)?.[1] ?? (status === 500 ? "page" : undefined);
    if (code) this.refusals[code] = (this.refusals[code] ?? 0) + 1;
    if (path.startsWith("/api/") && status !== 200) {
      const refused = status === 503 && refusedSchema.safeParse(JSON.parse(text)).success;
      if (!refused) this.problems.push(`${what} was answered ${status}: ${text.slice(0, 300)}`);
    } else if (status !== 200 && status !== 500) this.problems.push(`${what} was answered ${status}: ${text.slice(0, 300)}`);
  }
}
