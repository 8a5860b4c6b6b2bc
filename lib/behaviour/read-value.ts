import { z } from "zod";
import type { PropertyKind } from "@/lib/filters/properties";
import { err, ok, type Result } from "@/lib/result";
import type { PropertyDefinition } from "./schema";

/** A value as it is stored: moments apart from text, so that neither is taken for the other. */
export type StoredValue = string | number | boolean | { at: string };

/** What a property that nobody described holds, by the first value that came. */
export function learnedKind(value: string | number | boolean): PropertyKind {
  return typeof value === "number" ? "number" : typeof value === "boolean" ? "flag" : "text";
}

/**
 * A moment with its zone, as it is stored; null where the text is none, names a day that no month has, or falls out of the years 1 to 9999 once its zone
 * is counted: `0001-01-01T00:00:00+01:00`, which other systems send for *never*, is a year that Postgres does not know, and would stop every
 * statement that reads it.
 */
export function readMoment(text: string): string | null {
  const [, day] = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/.exec(text) ?? [];
  const at = z.iso.date().safeParse(day).success ? Date.parse(text) : Number.NaN;
  const moment = Number.isNaN(at) ? "" : new Date(at).toISOString();
  return /^(?!0000)\d{4}-/.test(moment) ? moment : null;
}

/** Reads a value for a property; null when it is blank. Refused with the sentence that says what was expected. */
export function readPropertyValue(
  name: string,
  { kind, options }: PropertyDefinition,
  value: string | number | boolean | null,
): Result<StoredValue | null, string> {
  const text = value === null ? "" : String(value).trim();
  if (text === "") return ok(null);
  if (text.includes("\0")) return err(`${name} holds a zero character, which text cannot have.`);
  const refused = (expected: string) => err(`${name} holds ${expected}; “${text.slice(0, 60)}” was given.`);
  switch (kind) {
    case "text":
      return ok(text.toWellFormed());
    case "number": {
      const number = typeof value === "boolean" || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(text) ? Number.NaN : Number(text);
      return Math.abs(number) < 1e15 ? ok(number) : refused("a number");
    }
    case "moment": {
      const at = readMoment(text);
      return at === null ? refused("a moment as 2026-03-16T09:30:00Z") : ok({ at });
    }
    case "flag": {
      const word = text.toLowerCase();
      if (["true", "yes", "1"].includes(word)) return ok(true);
      return ["false", "no", "0"].includes(word) ? ok(false) : refused("yes or no");
    }
    case "choice": {
      const option = options.find((each) => each.toLowerCase() === text.toLowerCase());
      return option === undefined ? refused(`one of ${options.join(", ")}`) : ok(option);
    }
    default:
      return kind satisfies never;
  }
}
