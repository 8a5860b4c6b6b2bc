import { expect, it } from "vitest";
import { dialHref, firstNumber, minutesOf } from "@/components/calls/call-words";
import { zoneOfCountry } from "@/lib/calls/local-time";

const landline = { number: "1234", kind: "phone" } as const;
const mobile = { number: "9876", kind: "mobile" } as const;

it("CALL-004 proposes the landline at a desk and the mobile on a phone; where the contact is at the moment comes before both", () => {
  expect([firstNumber([landline, mobile], false), firstNumber([landline, mobile], true)]).toEqual([landline, mobile]);
  expect(firstNumber([mobile], false)).toEqual(mobile);
  expect(firstNumber([{ number: "040", kind: "address" }, landline, mobile], true)?.number).toBe("040");
  expect(firstNumber([], true)).toBeNull();
});

it("what is dialled has nothing but what a phone can dial", () => {
  expect(dialHref("+44 (0)20 7946-0018")).toBe("tel:+4402079460018");
  expect(dialHref('1"><script>')).toBe("tel:1");
});

it("the time there is known where a country has one, and not where it has several", () => {
  const now = new Date("2026-03-16T09:00:00Z");
  expect(["DK", "DE", "GB", "US", "XX", "", null].map((country) => zoneOfCountry(country, now))).toEqual([
    "Europe/Copenhagen",
    "Europe/Berlin",
    "Europe/London",
    null,
    null,
    null,
    null,
  ]);
});

it("the duration follows the clock in whole minutes until somebody types another, and is the usual one before the call", () => {
  const outcome = { evaluation: null, comment: "", durationMin: null, costLcy: 0 };
  expect([null, 0, 61, 600].map((seconds) => minutesOf(outcome, seconds, 15))).toEqual([15, 1, 2, 10]);
  expect(minutesOf({ ...outcome, durationMin: 0 }, 600, 15)).toBe(0);
});
