import { expect, it } from "vitest";
import { firstFreePort } from "@/lib/cli/free-port";

it("passes over ports that browsers refuse to ask", async () => {
  expect(await firstFreePort("127.0.0.1", 6665)).toBeGreaterThan(6669);
});
