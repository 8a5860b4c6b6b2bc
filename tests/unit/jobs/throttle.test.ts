import { expect, it } from "vitest";
import { Throttle } from "@/lib/jobs/throttle";

it("lets the first through and then at most two a second", () => {
  const throttle = new Throttle(500);
  const times = [0, 10, 499, 500, 900, 1_000, 1_200];
  expect(times.filter((time) => throttle.lets(time))).toEqual([0, 500, 1_000]);
});
