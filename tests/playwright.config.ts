import { defineConfig } from "@playwright/test";
import type { Browser } from "./support/browser";

// Both are set by the global set-up, before the processes that run tests read this file again.
const address = process.env.WINNOW_URL;
const browser: Browser | null = JSON.parse(process.env.WINNOW_BROWSER ?? "null");
const withoutSandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : []; // root has none

export default defineConfig({
  globalSetup: "./support/e2e-server.ts",
  outputDir: ".output/playwright",
  workers: 2, // by file; those that share the server of the set-up look at nothing that another of them changes
  fullyParallel: false,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    ...(address && { baseURL: address }),
    ...(browser && {
      launchOptions: { executablePath: browser.executablePath, args: withoutSandbox, env: { ...process.env, ...browser.environment } },
    }),
    // A trace of every test costs a quarter of their time: it is recorded where somebody looks for a cause.
    trace: process.env.WINNOW_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    contextOptions: { reducedMotion: "reduce" }, // what moves is waited for before every press
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
  },
  projects: [
    { name: "api", testDir: "api" },
    { name: "e2e", testDir: "e2e" },
    { name: "screenshots", testDir: "screenshots" }, // npm run screenshots; no part of npm test
  ],
});
