import { expect, it } from "vitest";
import { pathWithin } from "@/lib/request/path-within";

it("goes on to a path of our own and nowhere else", () => {
  expect(pathWithin("/contacts?search=a b")).toBe("/segments");
  expect(pathWithin("/contacts?search=a%20b&page=2")).toBe("/contacts?search=a%20b&page=2");
  const foreign = [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/..//evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "/%2e%2e//evil.example",
    "/contacts/../..//evil.example/path",
    "contacts",
    "",
    undefined,
    ["/contacts"],
    `/${"x".repeat(3_000)}`,
  ];
  for (const value of foreign) expect(pathWithin(value)).toBe("/segments");
  expect(pathWithin("/sign-in?from=/sign-in")).toBe("/segments");
});
