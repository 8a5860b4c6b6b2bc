import { expect, it } from "vitest";
import { appearanceCookieFor, parseAppearance, shownTheme } from "@/components/shell/appearance";

it("what was chosen is read back from the cookie", () => {
  const chosen = { theme: "dark", density: "comfortable", sidebar: "narrow" } as const;
  const value = /=([^;]+);/.exec(appearanceCookieFor(chosen))?.[1];
  expect(parseAppearance(value)).toEqual(chosen);
});

it("a missing, older or broken cookie falls back part by part", () => {
  expect(parseAppearance(undefined)).toEqual({ theme: "system", density: "compact", sidebar: "wide" });
  expect(parseAppearance("dark.compact")).toEqual({ theme: "dark", density: "compact", sidebar: "wide" });
  expect(parseAppearance('"><script>.comfortable.wide')).toEqual({ theme: "system", density: "comfortable", sidebar: "wide" });
});

it("only the system theme follows the device", () => {
  expect([shownTheme("system", true), shownTheme("system", false), shownTheme("light", true), shownTheme("dark", false)]).toEqual([
    "dark",
    "light",
    "light",
    "dark",
  ]);
});
