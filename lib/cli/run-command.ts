import { loadEnvironment } from "./environment";

/** Runs a command to its exit code. A problem that we put into words is shown as these; another one with where it came from. */
export async function runCommand(command: () => Promise<number | undefined>): Promise<void> {
  try {
    loadEnvironment();
    process.exitCode = (await command()) ?? 0;
  } catch (error) {
    const inWords = error instanceof Error && error.constructor === Error;
    console.error(inWords ? error.message : error);
    process.exitCode = 1;
  }
}
