import path from "node:path";
import { defineConfig } from "vitest/config";

// An odd zone, three quarters of an hour off the rest: code that leans on the zone of its machine fails here.
process.env.TZ = "Pacific/Chatham";

const project = (name: string, more: { globalSetup?: string; testTimeout?: number } = {}) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], ...more },
});

export default defineConfig({
  resolve: {
    alias: { "@": path.resolve("."), "server-only": path.resolve("tests/support/server-only.ts") },
  },
  test: {
    maxWorkers: 2,
    hookTimeout: 60_000,
    projects: [
      project("unit"),
      project("integration", { globalSetup: "tests/support/test-server.ts", testTimeout: 30_000 }),
      project("architecture", { globalSetup: "tests/support/test-server.ts", testTimeout: 120_000 }),
    ],
  },
});
