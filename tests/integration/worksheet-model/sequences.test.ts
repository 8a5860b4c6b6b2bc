import { afterAll, beforeAll, expect, it } from "vitest";
import { holdsForSequences, openHarness, runs, seed } from "./harness";

const harnesses: Awaited<ReturnType<typeof openHarness>>[] = [];
beforeAll(async () => {
  for (let nth = 0; nth < 3; nth++) harnesses.push(await openHarness());
});
afterAll(() => Promise.all(harnesses.map((harness) => harness.drop())));

it(`a worksheet does what plain sets of numbers do, in ${runs} sequences of 5 to 30 acts by two people`, { timeout: 600_000 }, async () => {
  await expect(holdsForSequences(harnesses, runs, seed)).resolves.toBeUndefined();
});
