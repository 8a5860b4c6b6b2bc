import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { from as copyFrom } from "pg-copy-streams";
import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { analyseUpload } from "@/lib/contacts/import/analyse-upload";
import { findImport } from "@/lib/contacts/import/queries";
import { startImport } from "@/lib/contacts/import/start-import";
import { closeDatabase, type Database } from "@/lib/db/client";
import { inPgTransaction } from "@/lib/db/transaction";
import { completeUpload } from "@/lib/uploads/complete-upload";
import { createUpload } from "@/lib/uploads/create-upload";
import { partBytes } from "@/lib/uploads/limits";
import { writePart } from "@/lib/uploads/write-part";
import { atMost, timesTheTime } from "./budgets";
import { type Measured, median, timed } from "./measure";
import { peopleCsv } from "./people-csv";
import { peakMemory, startBenchWorker } from "./processes";
import { value } from "./segments";
import { type BenchWorld, benchContext, openPreparedDatabase } from "./world";

const columns =
  "type text, name text, first_name text, surname text, company_name text, address text, city text, country text, post_code text, phone_no text, email text";

/** Reads the file as it is, then writes it into `contact` with numbers and companies, checking nothing. */
const copy = "copy imported from stdin with (format csv, header)";
const insertCompanies = `insert into contact (id, contact_no, type, name, company_id, company_no, company_name, address, city, country_region_code, post_code, phone_no, email)
  select id, 'B' || id, 'company', name, id, 'B' || id, name, address, city, country, post_code, phone_no, email
  from (select nextval(pg_get_serial_sequence('contact', 'id')) as id, * from imported where type = 'Company') i`;
const insertPersons = `insert into contact (id, contact_no, type, name, first_name, surname, company_id, company_no, company_name, address, city, country_region_code, post_code, phone_no, email)
  select i.id, 'B' || i.id, 'person', i.name, i.first_name, i.surname, c.id, c.contact_no, c.name, i.address, i.city, i.country, i.post_code, i.phone_no, i.email
  from (select nextval(pg_get_serial_sequence('contact', 'id')) as id, * from imported where type = 'Person') i
  left join contact c on c.type = 'company' and lower(c.name collate "C") = lower(i.company_name)`;

/** Imports a file of as many contacts as the bench has into an empty database, by the worker, and the same file without any checks. */
export async function* benchImport(world: BenchWorld): AsyncGenerator<Measured> {
  const rounds = world.size > 500_000 || world.times < 5 ? 1 : 2;
  const plain: number[] = [];
  const ours: Imported[] = [];
  for (let round = 0; round < rounds; round++) {
    plain.push(await inEmptyDatabase(world, (db) => importPlainly(db, world.size)));
    ours.push(await inEmptyDatabase(world, (db, context) => importByWorker(db, context, world)));
  }
  const baseline = { sql: `create unlogged table imported (${columns}); ${copy}; ${insertCompanies}; ${insertPersons}`, ms: median(plain) };
  yield { work: "import with all checks", value: median(ours.map(({ ms }) => ms)), baseline, ...timesTheTime(baseline, 2.5) };
  const megabytes = Math.max(...ours.map((each) => each.megabytes));
  yield {
    work: "import, memory of a process",
    value: megabytes,
    unit: "MB",
    ...atMost(400, "MB"),
    note: "the worker, or a process of the database without what all share",
  };
}

async function inEmptyDatabase<T>({ db }: BenchWorld, work: (db: Database, context: OperationContext) => Promise<T>): Promise<T> {
  const url = new URL(db.url);
  url.pathname = "/bench_import";
  await db.pool.query("drop database if exists bench_import with (force)");
  await db.pool.query("create database bench_import");
  const empty = await openPreparedDatabase(url.href);
  try {
    return await work(empty, await benchContext(empty));
  } finally {
    await closeDatabase(empty);
    await db.pool.query("drop database bench_import with (force)");
  }
}

async function importPlainly(db: Database, size: number): Promise<number> {
  const bytes = Buffer.concat([...peopleCsv(size)].map((piece) => Buffer.from(piece)));
  await db.pool.query("checkpoint");
  return timed(() =>
    inPgTransaction(db.pool, async (client) => {
      await client.query(`create unlogged table imported (${columns})`);
      await pipeline(Readable.from(piecesOf(bytes)), client.query(copyFrom(copy)));
      await client.query(insertCompanies);
      await client.query("analyze contact");
      await client.query(insertPersons);
    }),
  );
}

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

type Imported = { ms: number; megabytes: number };

async function importByWorker(db: Database, context: OperationContext, world: BenchWorld): Promise<Imported> {
  const uploadId = await upload(context, world.size);
  const analysis = await analyseUpload(context, { uploadId, kind: null });
  const { kind, dialect, headings, columns } = value(analysis);
  await db.pool.query("checkpoint");
  const worker = await startBenchWorker(db.url, world.folder, "import");
  try {
    const options = { ...dialect, headings, columns, known: "update" as const, matchBy: "email" as const };
    const { importId, jobId } = value(await startImport(context, { uploadId, kind, options }));
    let megabytes = 0;
    for (;;) {
      const { rows } = await db.pool.query(
        "select state::text, extract(epoch from finished_at - started_at)::float8 * 1000 as ms from job where id = $1",
        [jobId],
      );
      const [job] = z.tuple([z.object({ state: z.string(), ms: z.number().nullable() })]).parse(rows);
      megabytes = Math.max(megabytes, await peakMemory(db, worker.pid));
      if (job.state === "failed") throw new Error("The import failed.");
      if (job.state === "done") {
        const imported = await findImport(context, { importId });
        if (!imported || imported.created < world.size * 0.99 || imported.created + imported.refused !== world.size)
          throw new Error(`${imported?.created} of ${world.size} contacts were imported, ${imported?.refused} refused.`);
        return { ms: job.ms ?? 0, megabytes };
      }
      await sleep(100);
    }
  } finally {
    await worker.stop();
  }
}

async function upload(context: OperationContext, size: number): Promise<string> {
  const hash = createHash("sha256");
  let bytes = 0;
  for (const piece of peopleCsv(size)) bytes += Buffer.byteLength(piece);
  const { uploadId } = value(await createUpload(context, { fileName: "people.csv", size: bytes }));
  let partNo = 0;
  const send = async (content: Buffer<ArrayBuffer>) => {
    hash.update(content);
    value(await writePart(context, { uploadId, partNo: partNo++, sha256: createHash("sha256").update(content).digest("hex"), content }));
  };
  let rest = Buffer.alloc(0);
  for (const piece of peopleCsv(size)) {
    rest = Buffer.concat([rest, Buffer.from(piece)]);
    for (; rest.length >= partBytes; rest = rest.subarray(partBytes)) await send(rest.subarray(0, partBytes));
  }
  if (rest.length > 0) await send(rest);
  value(await completeUpload(context, { uploadId, sha256: hash.digest("hex") }));
  return uploadId;
}
