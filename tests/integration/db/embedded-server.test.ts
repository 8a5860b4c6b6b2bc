import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { discardEmbeddedServer, findEmbeddedServer, ServerInUse, startEmbeddedServer } from "@/lib/db/embedded-server";
import { temporaryFolder } from "../../support/temporary-folder";

const isRoot = process.getuid?.() === 0;
let home: string;
let folder: string;

beforeAll(() => {
  home = temporaryFolder();
  chmodSync(home, 0o700); // as a home folder is that only its owner, here perhaps root, may enter
  folder = path.join(home, ".data");
  mkdirSync(folder, { recursive: true });
});
afterAll(async () => {
  await discardEmbeddedServer(folder);
  rmSync(home, { recursive: true, force: true });
});

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return (await client.query(text).finally(() => client.end())).rows;
}

describe("the embedded database", () => {
  it("lies where its user can enter, is found again, and its secrets are for our user only", async () => {
    const first = await startEmbeddedServer({ folder });
    expect(first.databaseFolder.startsWith(folder)).toBe(!isRoot);
    await query(first.url, "create table kept (what text); insert into kept values ('stays')");
    await first.stop();

    const second = await startEmbeddedServer({ folder });
    expect(second.databaseFolder).toBe(first.databaseFolder);
    expect(await query(second.url, "select what from kept")).toEqual([{ what: "stays" }]);
    expect(statSync(path.join(folder, "database-password")).mode & 0o077).toBe(0);
    expect(statSync(second.databaseFolder).mode & 0o077).toBe(0);
    await second.stop();
  });

  it("listens to this machine only, asks for the password, and keeps what is durable durable", async () => {
    const server = await startEmbeddedServer({ folder });
    const settings = ["listen_addresses", "unix_socket_directories", "fsync", "full_page_writes", "synchronous_commit", "timezone"];
    const shown = await query(server.url, `select ${settings.map((name) => `current_setting('${name}') as ${name}`).join(", ")}`);
    expect(shown).toEqual([
      {
        listen_addresses: "127.0.0.1",
        unix_socket_directories: "",
        fsync: "on",
        full_page_writes: "on",
        synchronous_commit: "on",
        timezone: "UTC",
      },
    ]);
    const [locale] = await query(
      server.url,
      "select datlocprovider as provider, datlocale as locale, pg_encoding_to_char(encoding) as encoding from pg_database where datname = 'winnow'",
    );
    expect(locale).toEqual({ provider: "b", locale: "C.UTF-8", encoding: "UTF8" });
    const stranger = new URL(server.url);
    stranger.password = "wrong";
    await expect(query(stranger.href, "select 1")).rejects.toThrow("password authentication failed");
    await server.stop();
  });

  it("is started once: a second start learns who has it", async () => {
    const server = await startEmbeddedServer({ folder });
    await expect(startEmbeddedServer({ folder })).rejects.toThrow(ServerInUse);
    expect(findEmbeddedServer(folder)).toBe(server.url);
    await server.stop();
    expect(findEmbeddedServer(folder)).toBeNull();
  });

  it("refuses data of another major version and says what to do", async () => {
    const server = await startEmbeddedServer({ folder });
    await server.stop();
    const file = path.join(server.databaseFolder, "PG_VERSION");
    const version = readFileSync(file, "utf8");
    writeFileSync(file, "17\n");
    await expect(startEmbeddedServer({ folder })).rejects.toThrow(/written by Postgres 17.*npm run backup/s);
    writeFileSync(file, version);
    expect(findEmbeddedServer(folder)).toBeNull();
  });

  it("does not begin an empty database in place of one that it cannot reach", async () => {
    const lost = path.join(home, "lost");
    mkdirSync(lost);
    writeFileSync(path.join(lost, "database-lies-in"), path.join(home, "gone"));
    await expect(startEmbeddedServer({ folder: lost })).rejects.toThrow("that folder is gone");
    const closed = path.join(home, "closed");
    mkdirSync(path.join(closed, "database"), { recursive: true });
    if (isRoot) await expect(startEmbeddedServer({ folder: closed })).rejects.toThrow("can no longer enter");
  });

  it("does not take a database that was cut off while it was made for a whole one", async () => {
    const other = path.join(home, "cut-off");
    mkdirSync(path.join(other, "database.new", "base"), { recursive: true });
    chmodSync(home, 0o755);
    const server = await startEmbeddedServer({ folder: other });
    expect(server.databaseFolder.startsWith(other)).toBe(true);
    expect(await query(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(existsSync(path.join(other, "database.new"))).toBe(false);
    await server.stop();
  });
});
