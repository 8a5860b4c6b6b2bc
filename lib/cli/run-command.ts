import { loadEnvironment } from "./environment";

/** Runs a command to its exit code. A problem that we put into words is shown as these; another one with where it came from. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  const code = await exitCodeOf(command);
  process.exit(code); // not by itself: the migration engine leaves a timer of 10 s behind
}

async function exitCodeOf(command: () => Promise<number>): Promise<number> {
  try {
    loadEnvironment();
    return await command();
  } catch (error) {
    const inWords = error instanceof Error && error.constructor === Error;
    console.error(inWords ? error.message : error);
    return 1;
  }
}
