import { addLines } from "@/lib/segmentation/add-lines";
import { findSegment } from "@/lib/segmentation/find-segment";
import { goBack, goForward } from "@/lib/segmentation/go-to-step";
import { removeLines } from "@/lib/segmentation/remove-lines";
import { updateSegmentHeader } from "@/lib/segmentation/update-segment-header";
import { atMost } from "./budgets";
import { type Measured, median, timed } from "./measure";
import { apply, criteria, everybody, givenSegment, inMailingGroup, preview, value } from "./segments";
import type { BenchWorld } from "./world";

const turns = 15;

/** What must not depend on the size of a segment: going back and forward, an edit by hand, a change of the header. */
export async function* benchMoves({ context, db }: BenchWorld): AsyncGenerator<Measured> {
  const segmentNo = await givenSegment(context, everybody);
  const reduce = criteria("reduce", inMailingGroup("HALF"));
  await apply(context, segmentNo, reduce, await preview(context, segmentNo, reduce));
  const { rows } = await db.pool.query<{ no: string }>(
    `select contact_no as no from contact where not privacy_blocked and not exclude_from_segment
       and not exists (select from contact_mailing_group where contact_id = id and mailing_group_code = 'HALF') order by id limit 1`,
  );
  const contactNos = rows.map(({ no }) => no);
  const taken = { back: [] as number[], forward: [] as number[], remove: [] as number[], add: [] as number[], header: [] as number[] };
  for (let turn = 0; turn <= turns; turn++) {
    taken.back.push(await timed(async () => value(await goBack(context, { segmentNo, fromStep: 2 }))));
    taken.forward.push(await timed(async () => value(await goForward(context, { segmentNo, fromStep: 1 }))));
  }
  for (let turn = 0; turn <= turns; turn++) {
    taken.remove.push(await timed(async () => value(await removeLines(context, { segmentNo, contactNos }))));
    taken.add.push(await timed(async () => value(await addLines(context, { segmentNo, contacts: { contactNos } }))));
  }
  for (let turn = 0; turn <= turns; turn++) {
    const segment = await findSegment(context, { segmentNo });
    if (!segment) throw new Error("The segment is gone.");
    const request = { segmentNo, headerVersion: segment.header.headerVersion, changes: { description: `Turn ${turn}`, unitCostLcy: turn } };
    taken.header.push(await timed(async () => value(await updateSegmentHeader(context, request))));
  }
  const row = (work: string, ms: number[]): Measured => ({ work, value: median(ms.slice(1)), ...atMost(50) });
  yield row("Go Back", taken.back);
  yield row("Go Forward", taken.forward);
  yield row("remove a line by hand", taken.remove);
  yield row("add a line by hand", taken.add);
  yield row("change the header", taken.header);
}
