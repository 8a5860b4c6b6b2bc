import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { listContacts } from "@/lib/contacts/list-contacts";
import type { Result } from "@/lib/result";
import { addLines } from "@/lib/segmentation/add-lines";
import { applyCriteria } from "@/lib/segmentation/apply-criteria";
import { findSegment } from "@/lib/segmentation/find-segment";
import { goBack } from "@/lib/segmentation/go-to-step";
import { lineOrders } from "@/lib/segmentation/lines-schema";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { listSegments } from "@/lib/segmentation/list-segments";
import { previewCriteria } from "@/lib/segmentation/preview-criteria";
import { updateSegmentHeader } from "@/lib/segmentation/update-segment-header";
import { atMost } from "./budgets";
import { type Measured, quantile, timed } from "./measure";
import { apply, criteria, everybody, givenSegment, inMailingGroup, preview } from "./segments";
import type { BenchWorld } from "./world";

const seconds = 60;
const readers = 40;
const writers = 10;
const groups = ["FEW", "EVENT", "HALF", "VIP"];
/** A person looks at a page before the next press, so many milliseconds at least and as many more at most. */
const looksAtMs = 1_000;

/** What is no fault: somebody else was first, or works on the same worksheet right now. */
const othersWereFirst = ["step_moved", "numbers_moved", "segment_locked", "superseded", "header_moved", "nothing_to_go_back_from"];

type Did = { reads: number[]; writes: number; refused: number; faults: string[] };

/** Fifty people for a minute on twenty segments, five of everybody and fifteen of a hundredth; then every number is counted again. */
export async function* benchPeople({ context, db, size }: BenchWorld): AsyncGenerator<Measured> {
  const large = await givenSegments(context, 5, everybody);
  const small = await givenSegments(context, 15, {
    kind: "field",
    field: "contactNo",
    op: "lessOrEqual",
    value: await numberAtHundredth(db.pool, size),
  });
  const segments = [...large, ...small];
  const did: Did = { reads: [], writes: 0, refused: 0, faults: [] };
  await atOnce(readers + writers, seconds, did.faults, (person) =>
    person < readers ? read(context, anyOf(segments), did) : write(context, anyOf(segments), `person-${person}`, did),
  );
  const wrong = await wrongCounts(db.pool, segments);
  const note = `${did.reads.length} reads, ${did.writes} writes, ${did.refused} were told that somebody else was first${did.faults.length > 0 ? `; ${did.faults[0]}` : ""}`;
  yield {
    work: "50 people on 20 segments: reads",
    value: quantile(did.reads, 0.95),
    ...atMost(300),
    rule: "95 of 100 at most 300 ms",
    note,
  };
  yield { work: "50 people: errors and wrong counts", value: did.faults.length + wrong, unit: "", ...atMost(0, "") };
}

/** Two of them with a second step. */
async function givenSegments(context: OperationContext, count: number, filter: Parameters<typeof givenSegment>[1]): Promise<string[]> {
  const made: string[] = [];
  for (let n = 0; n < count; n++) made.push(await givenSegment(context, filter));
  for (const segmentNo of made.slice(0, 2)) {
    const reduce = criteria("reduce", inMailingGroup("EVENT"));
    await apply(context, segmentNo, reduce, await preview(context, segmentNo, reduce));
  }
  return made;
}

/** The number of the contact up to whose number a hundredth of all stand. */
async function numberAtHundredth(db: Pool, size: number): Promise<string> {
  const { rows } = await db.query("select contact_no as no from contact order by contact_no offset $1 limit 1", [Math.floor(size / 100)]);
  return z.tuple([z.object({ no: z.string() })]).parse(rows)[0].no;
}

/** How many of the numbers on the stacks of these segments differ from what their sets hold, or do not follow from one another. */
async function wrongCounts(db: Pool, segmentNos: readonly string[]): Promise<number> {
  const { rows } = await db.query(
    `select count(*)::int as wrong from segment join criteria_action a on a.segment_id = segment.id join contact_set using (set_id)
     left join criteria_action below on below.segment_id = a.segment_id and below.action_no = a.action_no - 1
     cross join lateral (
       select coalesce(sum(icount(d.members)), 0)::int as held from contact_set_chunk body join chunk_data d using (data_id) where body.set_id = a.set_id) counted
     where segment_no = any($1) and (a.members_after <> held or size <> held or a.members_before + a.added - a.removed <> a.members_after
       or a.members_before <> coalesce(below.members_after, 0))`,
    [segmentNos],
  );
  return z.tuple([z.object({ wrong: z.int() })]).parse(rows)[0].wrong;
}

async function read(context: OperationContext, segmentNo: string, { reads }: Did): Promise<void> {
  const page = { order: anyOf(lineOrders), direction: anyOf(["asc", "desc"] as const), last: any(4) === 0 };
  const acts = [
    () => Promise.all([findSegment(context, { segmentNo }), listSegmentLines(context, { segmentNo, ...page })]),
    () => Promise.all([findSegment(context, { segmentNo }), listSegmentLines(context, { segmentNo, ...page })]),
    () => listSegments(context, {}),
    () => listContacts(context, page),
  ];
  reads.push(await timed(anyOf(acts)));
}

async function write(context: OperationContext, segmentNo: string, dialogId: string, did: Did): Promise<void> {
  const segment = await findSegment(context, { segmentNo });
  if (!segment) throw new Error("The segment is gone.");
  const wrote = (result: Result<unknown, { code: string }>) => {
    if (result.ok) did.writes++;
    else if (othersWereFirst.includes(result.error.code)) did.refused++;
    else throw new Error(`refused: ${result.error.code}`);
  };
  const takeStep = async () => {
    const request = criteria(anyOf(["add", "reduce", "refine"] as const), inMailingGroup(anyOf(groups)));
    const shown = await previewCriteria(context, { segmentNo, dialogId, criteria: request });
    if (!shown.ok) return wrote(shown);
    const { step, numbers } = shown.value;
    wrote(await applyCriteria(context, { segmentNo, criteria: request, decidedAtStep: step, shown: numbers }));
  };
  const acts = [
    takeStep,
    takeStep,
    async () => wrote(await goBack(context, { segmentNo, fromStep: segment.currentStep })),
    async () => {
      const { contacts } = await listContacts(context, { order: anyOf(lineOrders) });
      wrote(await addLines(context, { segmentNo, contacts: { contactNos: [anyOf(contacts).contactNo] } }));
    },
    async () => {
      const { headerVersion } = segment.header;
      wrote(await updateSegmentHeader(context, { segmentNo, headerVersion, changes: { unitCostLcy: any(100) } }));
    },
  ];
  await anyOf(acts)();
}

/** So many people act for so many seconds, each with a pause after every act; what goes wrong is added to `faults`. */
export async function atOnce(people: number, seconds: number, faults: string[], act: (person: number) => Promise<void>): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  await Promise.all(
    Array.from({ length: people }, async (_, person) => {
      await sleep(any(looksAtMs));
      while (Date.now() < end) {
        await act(person).catch((error: unknown) => faults.push(String(error)));
        await sleep(looksAtMs + any(looksAtMs));
      }
    }),
  );
}

/** A whole number from 0 to `below`, exclusive. */
export const any = (below: number) => Math.floor(Math.random() * below);
export const anyOf = <T>(list: readonly T[]): T => list[any(list.length)] as T;
