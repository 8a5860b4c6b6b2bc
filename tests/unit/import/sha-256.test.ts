import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { Sha256 } from "@/components/imports/sha-256";

it("the hash over pieces is SHA-256 of the whole", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (pieces) => {
      const ours = new Sha256();
      for (const piece of pieces) ours.update(piece);
      expect(ours.digest()).toBe(createHash("sha256").update(Buffer.concat(pieces)).digest("hex"));
    }),
    { numRuns: 300 },
  );
});

it("also over a piece that lies inside a larger buffer", () => {
  const buffer = new Uint8Array(1000).fill(7);
  expect(new Sha256().update(buffer.subarray(3, 900)).digest()).toBe(createHash("sha256").update(buffer.subarray(3, 900)).digest("hex"));
});
