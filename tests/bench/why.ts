import { composition } from "@/lib/segmentation/composition";
import { whyContact } from "@/lib/segmentation/why-contact";
import { atLeast, atMost, timesTheTime } from "./budgets";
import { type Measured, medianOf, sideBySide, timed } from "./measure";
import { apply, criteria, everybody, givenSegment, inMailingGroup, preview } from "./segments";
import type { BenchWorld } from "./world";

const groups = ["FEW", "EVENT", "HALF"];

/** Why a contact is on a segment of everybody, or is not, and what the segment is made of. */
export async function* benchWhy({ context, db, size, times }: BenchWorld): AsyncGenerator<Measured> {
  const segmentNo = await givenSegment(context, everybody);
  const sql = `select country_region_code, count(*) from contact join (
      select unnest(d.members) as id from segment s join criteria_action a on a.segment_id = s.id and a.action_no = s.current_step
      join contact_set_chunk k on k.set_id = a.set_id join chunk_data d using (data_id) where s.segment_no = '${segmentNo}') member using (id)
    group by grouping sets ((type, country_region_code, language_code, salesperson_code, correspondence_type), (city))`;
  const [plain, ours] = await sideBySide(
    times,
    () => timed(() => db.pool.query(sql)),
    () => timed(() => composition(context, { segmentNo })),
  );
  const baseline = { sql, ms: plain };
  yield { work: "composition of a segment", value: ours, baseline, ...atLeast(timesTheTime(baseline, 1.5), size) };
  for (const group of groups) {
    const reduce = criteria("reduce", inMailingGroup(group));
    await apply(context, segmentNo, reduce, await preview(context, segmentNo, reduce));
  }
  const { rows } = await db.pool.query<{ no: string }>("select contact_no as no from contact order by id limit 1");
  const contactNo = rows[0]?.no ?? "";
  yield {
    work: "why a contact is here or not",
    value: await medianOf(5, () => timed(() => whyContact(context, { segmentNo, contactNo }))),
    ...atMost(100),
  };
}
