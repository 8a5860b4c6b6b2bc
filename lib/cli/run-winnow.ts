import path from "node:path";
import { dataFolder, keptSecret, makeDataFolder } from "@/lib/db/data-folder";
import { takeLock } from "@/lib/db/process-lock";
import { mailFromEnvironment } from "@/lib/delivery/mail-server";
import { type Address, chooseAddress, untilAnswering } from "./address";
import { buildIfStale } from "./build";
import { DatabaseService } from "./database-service";
import { quietEnvironment } from "./environment";
import { sayHowToBegin } from "./first-user";
import { prepareDatabase } from "./prepare-database";
import { RunningProcesses } from "./running-processes";
import { Service } from "./service";
import { stopRequest } from "./stop-request";

/**
 * Runs Winnow until it is asked to stop: database, migrations, build, web server and worker, in this order, and ends them
 * in the other. One at a time per data folder; a second start says where the first one answers, and changes nothing.
 *
 * @returns the exit code
 */
export async function runWinnow({ development }: { development: boolean }): Promise<number> {
  mailFromEnvironment(process.env); // written wrong, it is told here and not to who sends
  const folder = dataFolder();
  makeDataFolder(folder);
  const taken = takeLock(path.join(folder, "start.lock"));
  if (!taken.taken) {
    const { note, pid } = taken.holder;
    console.log(note ? `Winnow runs already (process ${pid}) at ${note}` : `Winnow is being started already, by process ${pid}.`);
    return 0;
  }
  const stop = stopRequest();
  const running = new RunningProcesses(folder);
  const stopping: (() => Promise<void>)[] = [];
  try {
    if ((await running.endLeftovers()) > 0) console.log("An earlier run was killed; what it left running was ended.");
    const database = process.env.DATABASE_URL ? null : await DatabaseService.start(folder);
    if (database) stopping.push(() => database.stop());
    const url = process.env.DATABASE_URL ?? database?.url ?? "";
    await prepareDatabase(url);
    const dist = process.env.WINNOW_DIST ?? ".next";
    if (!development) await buildIfStale(dist, stop.signal);
    if (stop.signal.aborted) return 0;

    const address = await chooseAddress();
    const environment = environmentOf({ folder, url, address, dist, development });
    for (const service of servicesOf({ folder, address, environment, development, running })) {
      service.start();
      stopping.push(() => service.stop());
    }
    await Promise.race([untilAnswering(address), stop.request]);
    if (!stop.signal.aborted) {
      taken.lock.setNote(address.url);
      sayWhereItIs(folder, address, database?.databaseFolder ?? null);
      await sayHowToBegin(url, address.url);
      console.log("\nCtrl C stops Winnow.");
    }
    await (database ? Promise.race([stop.request, database.gaveUp]) : stop.request);
    return 0;
  } catch (error) {
    if (!stop.signal.aborted) throw error; // what was broken off on request is no fault
    return 0;
  } finally {
    for (const end of stopping.reverse()) await end();
    taken.lock.release();
    if (stop.signal.aborted) console.log("Winnow has stopped.");
  }
}

type Settings = { folder: string; url: string; address: Address; dist: string; development: boolean };

function environmentOf({ folder, url, address, dist, development }: Settings): Record<string, string> {
  return {
    ...quietEnvironment(),
    NODE_ENV: development ? "development" : "production",
    DATABASE_URL: url,
    WINNOW_DATA: folder,
    WINNOW_DIST: dist,
    WINNOW_SECRET: process.env.WINNOW_SECRET ?? keptSecret(folder, "secret"),
    WINNOW_URL: address.url,
  };
}

type Services = { folder: string; address: Address; environment: Record<string, string>; development: boolean; running: RunningProcesses };

/** The worker first, so that it ends last of the two. */
function servicesOf({ folder, address, environment, development, running }: Services): Service[] {
  const worker = { name: "The worker", args: ["--import", "tsx", "lib/cli/worker.ts"], log: path.join(folder, "worker.log") };
  const next = ["node_modules/next/dist/bin/next", development ? "dev" : "start", "-H", address.host, "-p", String(address.port)];
  const web = { name: "The web server", args: next, log: path.join(folder, "web.log") };
  return [worker, web].map((program) => new Service({ ...program, environment, running }));
}

function sayWhereItIs(folder: string, address: Address, databaseFolder: string | null): void {
  const aside = databaseFolder?.startsWith(folder) === false ? ` and ${databaseFolder}` : "";
  console.log(`\nWinnow answers at ${address.url}`);
  console.log(`Its data lie in ${folder}${aside}. Whoever deletes that deletes them; \`npm run backup\` keeps a copy.`);
}
