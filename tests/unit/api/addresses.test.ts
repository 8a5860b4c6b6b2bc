import fc from "fast-check";
import { expect, it } from "vitest";
import { config } from "@/proxy";

const [, ofApi = ""] = config.matcher;
const pattern = new RegExp(`^${ofApi}$`);

const isReadable = (path: string): boolean => {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
};

const byte = fc.nat({ max: 255 }).map((value) => `%${value.toString(16).padStart(2, "0")}`);
const high = fc.constantFrom("%c3", "%E0", "%e2", "%ED", "%f0", "%F4", "%80", "%8F", "%90", "%9f", "%A0", "%bf");
const part = fc.oneof(
  byte,
  high,
  high,
  fc.constantFrom("a", "/", "%", "%2", "%zz", "%25", "\u00e5"),
  fc.string({ unit: "grapheme" }).map(encodeURIComponent),
);

it("the proxy takes those addresses of the API whose escapes cannot be read, and no others", () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const rest = parts.join("");
      expect([rest, pattern.test(`/api/${rest}`)]).toEqual([rest, !isReadable(rest)]);
    }),
    { numRuns: 5_000 },
  );
});
