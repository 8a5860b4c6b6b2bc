import { drawApiKey } from "@/lib/access/api-key";
import type { Role } from "@/lib/access/rights";
import { answerApi } from "@/lib/api/answer";
import type { Database } from "@/lib/db/client";

export type Asked = { method?: string; path: string; body?: unknown; headers?: Record<string, string>; bytes?: Uint8Array<ArrayBuffer> };
/** The body is what JSON says, or bytes. */
export type Answered = { status: number; body: unknown; headers: Headers };

/** Gives somebody a key, as the page would, and answers with it. */
export async function givenKey(
  db: Database,
  userId: string,
  role: Role,
  { expiresAt = new Date(Date.now() + 86_400_000) } = {},
): Promise<string> {
  const { secret, prefix, hash } = drawApiKey();
  await db.prisma.apiKey.create({ data: { userId, name: "Tests", prefix, secretHash: hash, role, createdAt: new Date(), expiresAt } });
  return secret;
}

/** Sends requests with a key to the API over a database of the tests; no server stands between. */
export function callerOf(db: Database, secret: string | null) {
  return async ({ method = "GET", path, body, headers = {}, bytes }: Asked): Promise<Answered> => {
    const url = new URL(`http://winnow.test/api/v1${path}`);
    const request = new Request(url, {
      method,
      headers: {
        ...(secret !== null && { authorization: `Bearer ${secret}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(bytes && { body: bytes }),
    });
    const segments = url.pathname.slice("/api/v1/".length).split("/").map(decodeURIComponent);
    const response = await answerApi(request, segments, db);
    const content = Buffer.from(await response.arrayBuffer());
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    const read = isJson ? JSON.parse(content.toString("utf8")) : content;
    return { status: response.status, body: content.byteLength === 0 ? null : read, headers: response.headers };
  };
}
export type Caller = ReturnType<typeof callerOf>;
