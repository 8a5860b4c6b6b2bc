import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, openDatabase } from "@/lib/db/client";
import { interruptionOf, sqlState } from "@/lib/db/errors";
import { Prisma } from "@/lib/db/sql";
import { inPgTransaction, inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok } from "@/lib/result";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query("create table counter (name text primary key, value int not null)");
});
afterAll(() => db.drop());

const put = (tx: Transaction, name: string) => tx.$executeRaw(Prisma.sql`insert into counter values (${name}, 1)`);
const add = (tx: Transaction, name: string) => tx.$executeRaw(Prisma.sql`update counter set value = value + 1 where name = ${name}`);
const storedValue = async (name: string) => (await db.pool.query("select value from counter where name = $1", [name])).rows[0]?.value;

describe("inTransaction", () => {
  it("commits on ok and answers with the value", async () => {
    expect(await inTransaction(db, async (tx) => ok(await put(tx, "kept")))).toEqual(ok(1));
    expect(await storedValue("kept")).toBe(1);
  });

  it("rolls back on a refusal and hands the refusal on", async () => {
    const result = await inTransaction(db, async (tx) => {
      await put(tx, "refused");
      return err({ code: "step_moved" });
    });
    expect(result).toEqual(err({ code: "step_moved" }));
    expect(await storedValue("refused")).toBeUndefined();
  });

  it("rolls back on a throw and throws the same", async () => {
    const fault = new Error("fault");
    await expect(
      inTransaction(db, async (tx) => {
        await put(tx, "thrown");
        throw fault;
      }),
    ).rejects.toBe(fault);
    expect(await storedValue("thrown")).toBeUndefined();
  });

  it("runs a deadlock's victim again, so that both writers succeed", async () => {
    await inTransaction(db, async (tx) => ok([await put(tx, "left"), await put(tx, "right")]));
    const firstWrites = twoTurns();
    let runs = 0;
    const writer = (first: string, second: string) =>
      inTransaction(db, async (tx) => {
        runs += 1;
        await add(tx, first);
        await firstWrites();
        await add(tx, second);
        return ok(null);
      });
    expect(await Promise.all([writer("left", "right"), writer("right", "left")])).toEqual([ok(null), ok(null)]);
    expect(runs).toBe(3);
    expect([await storedValue("left"), await storedValue("right")]).toEqual([3, 3]);
  });

  it("gives up a lock that somebody else holds after the lock time-out", async () => {
    await inTransaction(db, async (tx) => ok(await put(tx, "locked")));
    await inPgTransaction(db.pool, async (client) => {
      await client.query("select from counter where name = 'locked' for update");
      const refused = inTransaction(db, async (tx) => ok(await add(tx, "locked")), { lockTimeoutMs: 50 });
      expect(sqlState(await refused.catch((error: unknown) => error))).toBe("55P03");
    });
  });

  it("stops a statement that takes longer than the time limit", async () => {
    const slow = inTransaction(db, async (tx) => ok(await tx.$executeRaw(Prisma.sql`select pg_sleep(5)`)), { timeoutMs: 100 });
    expect(sqlState(await slow.catch((error: unknown) => error))).toBe("57014");
  });
});

describe("a connection", () => {
  it("runs in UTC and reads a calendar day as text, whatever the zone of the process", async () => {
    const { rows } = await db.pool.query(
      "select date '2026-03-16' as day, current_setting('timezone') as zone, count(*) filter (where false) as none",
    );
    expect(rows).toEqual([{ day: "2026-03-16", zone: "UTC", none: "0" }]);
    expect(process.env.TZ).toBe("Pacific/Chatham");
  });

  it("names the code of a broken key, by Prisma's calls and by its raw queries", async () => {
    await testContext(db);
    const twice = () => db.prisma.appUser.create({ data: { id: "test-admin", name: "Twin", email: "twin@example.test" } });
    expect(sqlState(await twice().catch((error: unknown) => error))).toBe("23505");
    const raw = () => db.prisma.$executeRaw`insert into counter values ('kept', 1)`;
    expect(sqlState(await raw().catch((error: unknown) => error))).toBe("23505");
    expect(sqlState(new Error("something else"))).toBeNull();
  });
});

describe("limits of a connection", () => {
  const caught = (work: Promise<unknown>) => work.catch((error: unknown) => error);

  it("stops a plain statement, however it was sent, and one on a snapshot; not one that brings its own limit", async () => {
    const limited = openDatabase(db.url, { statementMs: 150 });
    const sleep = Prisma.sql`select pg_sleep(0.4) is null as slept`;
    try {
      for (const slow of [
        () => limited.pool.query("select pg_sleep(5)"),
        () => limited.prisma.$queryRaw(Prisma.sql`select pg_sleep(5) is null as slept`),
        () => inTransaction(limited, async (tx) => ok(await tx.$queryRaw(sleep)), { statementsAsOutside: true }),
      ]) {
        expect(interruptionOf(await caught(slow()))).toBe("too_slow");
      }
      expect(await inTransaction(limited, async (tx) => ok(await tx.$queryRaw(sleep)))).toEqual(ok([{ slept: false }]));
      expect(await db.prisma.$queryRaw(sleep)).toEqual([{ slept: false }]); // what jobs and commands use has none
    } finally {
      await closeDatabase(limited);
    }
  });

  it("does not let anybody stand in line for a connection for ever", async () => {
    const narrow = openDatabase(db.url, { connections: 1, connectionMs: 1_500 });
    const held = await narrow.pool.connect();
    try {
      expect(interruptionOf(await caught(narrow.pool.query("select 1")))).toBe("unreachable");
      expect(interruptionOf(await caught(narrow.prisma.$queryRaw(Prisma.sql`select 1 as one`)))).toBe("unreachable");
    } finally {
      held.release();
      await closeDatabase(narrow);
    }
  });
});

describe("an interruption", () => {
  it("is known by its kind, through Prisma and the driver, and nothing else is taken for one", async () => {
    const nowhere = openDatabase("postgresql://winnow@127.0.0.1:1/winnow");
    const lost = async (work: () => Promise<unknown>) => interruptionOf(await work().catch((error: unknown) => error));
    expect(await lost(() => nowhere.pool.query("select 1"))).toBe("unreachable");
    expect(await lost(() => nowhere.prisma.appUser.count())).toBe("unreachable");
    expect(await lost(() => nowhere.prisma.$queryRaw(Prisma.sql`select 1 as one`))).toBe("unreachable");
    expect(await lost(() => inTransaction(nowhere, async () => ok(null)))).toBe("unreachable");
    const suicide = Prisma.sql`select pg_terminate_backend(pg_backend_pid()) as ended`;
    expect(await lost(() => db.prisma.$queryRaw(suicide))).toBe("unreachable");
    expect(await lost(() => inTransaction(db, async (tx) => ok(await tx.$queryRaw(suicide))))).toBe("unreachable");
    expect(await lost(() => inPgTransaction(db.pool, (client) => client.query(suicide.text)))).toBe("unreachable");
    expect(await lost(() => db.prisma.$executeRaw`insert into counter values ('kept', 1)`)).toBeNull();
    expect(interruptionOf(new Error("something else"))).toBeNull();
    expect(interruptionOf(new Error("told", { cause: { code: "40P01" } }))).toBe("busy");
    await closeDatabase(nowhere);
  });
});

/** Lets its callers go on when two have come, and later ones at once. */
function twoTurns(): () => Promise<void> {
  let come = 0;
  let open: () => void = () => undefined;
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    come += 1;
    if (come >= 2) open();
    return both;
  };
}
