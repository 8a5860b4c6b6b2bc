import { existsSync } from "node:fs";

/** Reads `.env` where there is one; what the environment itself says wins. */
export function loadEnvironment(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}

/** What every program of ours is started with, beside its own. No tool may call home. */
export function quietEnvironment(): Record<string, string> {
  return { NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1" };
}
