import { expect, it } from "vitest";
import { findField } from "@/lib/filters/catalogue";
import type { FilterClock } from "@/lib/filters/clock";
import { textOf } from "@/lib/filters/in-words";
import { resolveExpression } from "@/lib/filters/resolved-words";

const clock: FilterClock = {
  now: new Date("2026-03-16T09:00:00Z"),
  today: "2026-03-16",
  workDate: "2026-03-16",
  timeZone: "Europe/Berlin",
  user: { id: "u1", salespersonCode: "JO" },
};

it.each([
  ["dateOfLastInteraction", "t-30D..t", "is from 14 Feb 2026 to 16 Mar 2026", true],
  ["dateOfLastInteraction", "WEEK", "is from 16 Mar 2026 to 22 Mar 2026", true],
  ["dateOfLastInteraction", "-CM-1M..CM-1M", "is from 1 Feb 2026 to 28 Feb 2026", true],
  ["createdAt", "-3H..now", "is from 2026-03-16T07:00:00 to 2026-03-16T10:00:00", true],
  ["createdAt", "~t..7D", "has its anniversary from 16 Mar 2026 to 23 Mar 2026", true],
  ["dateOfLastInteraction", "5/2/2026", "is 5 Feb 2026", false],
  ["dateOfLastInteraction", "5/2|''", "is 5 Feb 2026 or is empty", true],
  ["salespersonCode", "%me", "is JO", true],
  ["postCode", "10000..20000|4*", "is from 10000 to 20000, or begins with 4", false],
])("%s %s comes to: %s", (key, text, words, moves) => {
  const field = findField(null, key);
  const resolved = field && resolveExpression(text, field, clock);
  expect(resolved?.ok && { words: textOf(resolved.value.words), moves: resolved.value.moves }).toEqual({ words, moves });
});
