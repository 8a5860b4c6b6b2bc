import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { discardEmbeddedServer, findEmbeddedServer } from "@/lib/db/embedded-server";
import { lockHolder } from "@/lib/db/process-lock";
import { isAlive, processesIn } from "@/lib/db/processes";
import { LaunchedCommand } from "../../support/launched-command";
import { makeSmallClone } from "../../support/small-clone";

let root: string;
let data: string;
let address: string;
const begun: LaunchedCommand[] = [];

const start = (environment: Record<string, string> = {}) => {
  const command = new LaunchedCommand(root, ["start"], environment);
  begun.push(command);
  return command;
};
const newest = () => begun.at(-1) ?? start();

beforeAll(() => {
  root = makeSmallClone();
  data = path.join(root, ".data");
});
afterAll(async () => {
  for (const command of begun) command.pressControlC();
  for (const command of begun) await command.ended();
  await discardEmbeddedServer(data);
  rmSync(root, { recursive: true, force: true });
});

const recordSchema = z.record(z.string(), z.object({ pid: z.number(), startMark: z.string() }));
const programs = () => recordSchema.parse(JSON.parse(readFileSync(path.join(data, "processes.json"), "utf8")));
const areAlive = (record: ReturnType<typeof programs>) => Object.values(record).map(({ pid, startMark }) => isAlive(pid, startMark));
const databaseFolder = () => path.join(data, "database");
const postmaster = () => Number(readFileSync(path.join(databaseFolder(), "postmaster.pid"), "utf8").split("\n")[0]);
const builds = () => readFileSync(path.join(root, "builds"), "utf8").trim().split("\n").length;

/** Runs a statement as soon as the database answers. */
async function query(text: string): Promise<Record<string, unknown>[]> {
  for (const end = Date.now() + 20_000; ; await sleep(50)) {
    const client = new pg.Client({ connectionString: findEmbeddedServer(data) ?? "postgresql://127.0.0.1:1" });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return (await client.query(text)).rows;
    } catch (error) {
      if (Date.now() > end) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** The number of the process that answers. */
async function whoAnswers(): Promise<number> {
  for (const end = Date.now() + 20_000; ; await sleep(50)) {
    try {
      return Number(await (await fetch(address)).text());
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

describe("npm start", () => {
  it("takes the next port when its own is taken, and shows the link that makes the first user", async () => {
    const other = createServer((_, response) => response.end("another program"));
    const taken = await new Promise<number>((resolve) => other.listen(0, "127.0.0.1", () => resolve(portOf(other))));
    const first = start({ PORT: String(taken) });
    address = await first.said(/answers at (\S+)/);
    await first.said(/Ctrl C stops/);
    expect(first.printed).toContain(`Port ${taken} is taken, so Winnow uses port ${new URL(address).port}.`);
    expect(first.printed).toContain(`${address}/setup?token=`);
    expect(first.printed).toContain(`Its data lie in ${data}`);
    expect(await whoAnswers()).toBe(programs()["The web server"]?.pid);
    expect(await (await fetch(`http://127.0.0.1:${taken}`)).text()).toBe("another program");
    other.close();
  });

  it("started twice says where the first one answers, and harms nothing", async () => {
    const web = await whoAnswers();
    const second = new LaunchedCommand(root, ["start"]);
    expect(await second.ended()).toBe(0);
    expect(second.printed).toContain(`Winnow runs already (process ${lockHolder(path.join(data, "start.lock"))?.pid}) at ${address}`);
    expect(await whoAnswers()).toBe(web);
  });

  it("brings the database back when it is killed; what was committed stays", async () => {
    await query("create table kept (what text); insert into kept values ('before the kill of the database')");
    process.kill(postmaster(), "SIGKILL");
    await newest().said(/The database ended unasked/);
    expect(await query("select what from kept")).toEqual([{ what: "before the kill of the database" }]);
  });

  it("brings the web server and the worker back when they are killed", async () => {
    await expect.poll(() => areAlive(programs()), { timeout: 20_000 }).toEqual([true, true]); // one may have ended with the database
    const before = programs();
    for (const { pid } of Object.values(before)) process.kill(pid, "SIGKILL");
    await newest().said(/The web server ended unasked \(SIGKILL\)/);
    await newest().said(/The worker ended unasked \(SIGKILL\)/);
    await expect.poll(() => whoAnswers(), { timeout: 20_000 }).not.toBe(before["The web server"]?.pid);
    await expect.poll(() => areAlive(programs()), { timeout: 20_000 }).toEqual([true, true]);
  });

  it("killed itself, ends at the next start what it left running, and keeps what was committed", async () => {
    await query("insert into kept values ('before the kill of everything')");
    const left = programs();
    const server = postmaster();
    process.kill(lockHolder(path.join(data, "start.lock"))?.pid ?? 0, "SIGKILL");
    await newest().ended();
    expect(areAlive(left)).toEqual([true, true]);

    const next = start();
    address = await next.said(/answers at (\S+)/);
    await next.said(/Ctrl C stops/);
    expect(next.printed).toContain("An earlier run was killed; what it left running was ended.");
    expect(areAlive(left)).toEqual([false, false]);
    expect(postmaster()).not.toBe(server);
    expect(await query("select count(*)::int as rows from kept")).toEqual([{ rows: 2 }]);
    expect(builds()).toBe(1);
  });

  it("stops everything on Ctrl C, the database last", async () => {
    const running = programs();
    expect(processesIn(databaseFolder()).length).toBeGreaterThan(1);
    newest().pressControlC();
    expect(await newest().ended()).toBe(0);
    expect(newest().printed).toContain("Winnow has stopped.");
    expect(newest().printed).not.toContain("unasked");
    expect(areAlive(running)).toEqual([false, false]);
    expect(processesIn(databaseFolder())).toEqual([]);
  });

  it("after a pull builds anew, and does not take a lock left by a power failure for a running one", async () => {
    writeFileSync(path.join(root, "app/page.tsx"), "export default function Page() { return 1; }\n");
    writeFileSync(
      path.join(data, "start.lock"),
      JSON.stringify({ pid: process.pid, startMark: "another boot:1", note: "http://127.0.0.1:1" }),
    );
    writeFileSync(path.join(data, "database.lock"), "");
    writeFileSync(path.join(databaseFolder(), "postmaster.pid"), `${process.pid}\n${databaseFolder()}\n1\n1\n\n127.0.0.1\n1 1\nready\n`);
    const next = start();
    address = await next.said(/answers at (\S+)/);
    expect(builds()).toBe(2);
    expect(await query("select count(*)::int as rows from kept")).toEqual([{ rows: 2 }]);
  });
});

function portOf(server: ReturnType<typeof createServer>): number {
  const address = server.address();
  return address && typeof address === "object" ? address.port : 0;
}
