import { describe, expect, it } from "vitest";
import { isReadableActionBody } from "@/lib/request/action-body";
import { refuseBadAction } from "@/lib/request/action-guard";

const readable = (text: string, more: Record<string, string> = {}) => isReadableActionBody(new Map(Object.entries({ 0: text, ...more })));

describe("the body of a server action", () => {
  it.each([
    ["[]", {}],
    ['[{"segmentNo":"SM10001","filter":{"kind":"all","of":[]}},null,3,true]', {}],
    ['["$$5 off","$D2026-03-16T09:00:00.000Z","$n-12","$undefined","$NaN","$Infinity","$-0","$T"]', {}],
    ['[null,"$K1"]', {}],
    ['["$1"]', { 1: '{"a":[1]}' }],
    ['["$Q1","$@1"]', { 1: "[]" }],
    ['[{"a":{"b":[7]}},"$0:0:a:b"]', {}],
    ['["$1","$0:0:a"]', { 1: '{"a":{}}' }],
  ])("is readable: %s %o", (text, more) => expect(readable(text, more)).toBe(true));

  it.each([
    ["", {}],
    ["{{{", {}],
    ["{}", {}],
    ["[".repeat(100_000), {}],
    ['["$1"]', {}],
    ['["$a"]', { 1: "{}" }],
    ['["$0:__proto__:constructor"]', {}],
    ['["$0:0"]', {}],
    ['["$F1"]', { 1: "{}" }],
    ['["$B1"]', { 1: "{}" }],
    ['["$R1"]', { 1: "{}" }],
    [`["$n${"9".repeat(301)}"]`, {}],
    ['["$n1e9"]', {}],
    ['["$1"]', { 1: "junk" }],
    [JSON.stringify(Array(101).fill(1)), {}],
  ])("is not readable: %.60s %o", (text, more) => expect(readable(text, more)).toBe(false));
});

describe("a request that writes", () => {
  const send = (headers: Record<string, string>, body: BodyInit = "[]") =>
    refuseBadAction(
      new Request("http://winnow.test/segments", {
        method: "POST",
        body,
        headers: { host: "winnow.test", "next-action": "x", "content-type": "text/plain", ...headers },
      }),
    );

  it("goes on when it comes from here, also through a proxy", async () => {
    expect(await send({ origin: "http://winnow.test" })).toBeNull();
    expect(await send({ origin: "https://crm.example", "x-forwarded-host": "crm.example" })).toBeNull();
    expect(await send({})).toBeNull();
  });

  it("is turned away when it comes from elsewhere", async () => {
    for (const origin of ["https://evil.example", "null", "http://winnow.test.evil.example"])
      expect((await send({ origin }))?.status).toBe(403);
  });

  it("is turned away when it is larger than Next would take", async () => {
    expect((await send({}, JSON.stringify(["x".repeat(1_100_000)])))?.status).toBe(413);
    expect(await send({}, JSON.stringify(["x".repeat(1_000_000)]))).toBeNull();
  });

  it("is turned away when it cannot be read", async () => {
    expect((await send({}, "junk"))?.status).toBe(400);
    expect((await send({ "content-type": "multipart/form-data; boundary=x" }, "junk"))?.status).toBe(400);
  });
});
