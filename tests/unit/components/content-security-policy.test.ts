import { NextRequest } from "next/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { config, proxy } from "@/proxy";

const policyOf = async () => (await proxy(new NextRequest("http://localhost/segments"))).headers.get("content-security-policy") ?? "";
const directive = (policy: string, name: string) => policy.split("; ").find((each) => each.startsWith(`${name} `));

afterEach(() => vi.unstubAllEnvs());

describe("the Content-Security-Policy of a page", () => {
  it("runs scripts by nonce only, loads nothing from elsewhere and is framed by nobody", async () => {
    const policy = await policyOf();
    expect(directive(policy, "script-src")).toMatch(/^script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}' 'strict-dynamic'$/);
    expect(directive(policy, "style-src")).toMatch(/^style-src 'self' 'nonce-[A-Za-z0-9+/=]{24}'$/);
    for (const strict of [
      "default-src 'self'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy.split("; ")).toContain(strict);
    }
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
  });

  it("has another nonce every time", async () => {
    expect(new Set(await Promise.all(Array.from({ length: 100 }, policyOf))).size).toBe(100);
  });

  it("does not take a nonce or a policy from the request", async () => {
    const request = new NextRequest("http://localhost/", {
      headers: { "x-nonce": "mine", "content-security-policy": "script-src 'nonce-mine'" },
    });
    const response = await proxy(request);
    expect(response.headers.get("x-middleware-request-x-nonce")).not.toBe("mine");
    expect(response.headers.get("x-middleware-request-content-security-policy")).toBe(response.headers.get("content-security-policy"));
  });

  it("allows the development server what it needs, and only it", async () => {
    vi.stubEnv("NODE_ENV", "development");
    expect(directive(await policyOf(), "script-src")).toContain("'unsafe-eval'");
    vi.stubEnv("NODE_ENV", "production");
    expect(directive(await policyOf(), "script-src")).not.toContain("'unsafe-eval'");
  });

  it("passes uploads and the API by, so that no body is held back", () => {
    const matcher = new RegExp(`^${config.matcher[0]}$`);
    expect(
      ["/api/uploads/1/parts/2", "/api/v1/contacts", "/api", "/_next/static/a.js", "/fonts/a.woff2"].filter((path) => matcher.test(path)),
    ).toEqual([]);
    expect(["/", "/segments", "/sign-in", "/apiary", "/icon-of-something"].filter((path) => !matcher.test(path))).toEqual([]);
  });
});
