import { it } from "vitest";
import { halfOfTheSequences } from "./harness";

it("a worksheet does what plain sets of numbers do, whatever two people do to it: second half of the sequences", {
  timeout: 900_000,
}, async () => {
  await halfOfTheSequences(1);
});
