import { changeLines } from "@/lib/segmentation/change-lines";
import { findSegment } from "@/lib/segmentation/find-segment";
import { undoLineChanges } from "@/lib/segmentation/undo-line-changes";
import { updateSegmentHeader } from "@/lib/segmentation/update-segment-header";
import { atLeast, atMost, timesTheTime } from "./budgets";
import { type Measured, median, sideBySide, timed } from "./measure";
import { everybody, givenSegment, inMailingGroup, value } from "./segments";
import type { BenchWorld } from "./world";

const turns = 15;
const sql = `insert into segment_line_override (segment_id, contact_id, layer, overridden, cost_lcy, changed_by, changed_at)
  select segment.id, contact_mailing_group.contact_id, 1, '{cost_lcy}', 7, segment.created_by, now()
  from segment, contact_mailing_group join contact on contact.id = contact_id
  where segment_no = 'SM' and mailing_group_code = 'EVENT' and not privacy_blocked and not exclude_from_segment and (not minor or parental_consent_received)`;

/** The same change for every tenth contact's line against writing the same rows, and a change of the header of everybody's segment while they differ. */
export async function* benchLines({ context, db, size, times }: BenchWorld): AsyncGenerator<Measured> {
  const segmentNo = await givenSegment(context, inMailingGroup("EVENT"));
  const plainSql = sql.replace("'SM'", "$1");
  const plain = async () => {
    const ms = await timed(() => db.pool.query(plainSql, [segmentNo]));
    await db.pool.query("delete from segment_line_override");
    return ms;
  };
  const expected = (await findSegment(context, { segmentNo }))?.totals.lines ?? 0;
  const ours = async () => {
    const undo = { undoId: "" };
    const ms = await timed(async () => {
      const request = { segmentNo, which: { matching: {}, expected }, set: { costLcy: 7 } };
      undo.undoId = value(await changeLines(context, request)).undoId;
    });
    value(await undoLineChanges(context, { segmentNo, ...undo }));
    return ms;
  };
  const [plainMs, ms] = await sideBySide(times, plain, ours);
  const baseline = { sql, ms: plainMs };
  yield { work: "change every tenth contact's line", value: ms, baseline, ...atLeast(timesTheTime(baseline, 1.5), size) };

  const wholeNo = await givenSegment(context, everybody);
  await db.pool.query(plainSql, [wholeNo]);
  const taken: number[] = [];
  for (let turn = 0; turn <= turns; turn++) {
    const segment = await findSegment(context, { segmentNo: wholeNo });
    if (!segment) throw new Error("The segment is gone.");
    const { headerVersion } = segment.header;
    const changes = { description: `Turn ${turn}`, unitCostLcy: turn };
    taken.push(await timed(async () => value(await updateSegmentHeader(context, { segmentNo: wholeNo, headerVersion, changes }))));
  }
  await db.pool.query("delete from segment_line_override");
  yield { work: "change the header while lines differ", value: median(taken.slice(1)), ...atMost(50) };
}
