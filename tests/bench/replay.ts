import { changeOrTry } from "@/lib/segmentation/change-or-try";
import { atLeast, timesTheTime } from "./budgets";
import { type Measured, medianOf, timed } from "./measure";
import { apply, criteria, everybody, givenSegment, inMailingGroup, preview, value } from "./segments";
import type { BenchWorld } from "./world";

const inCountry = (code: string) => ({ kind: "field" as const, field: "countryRegionCode", op: "is" as const, value: code });
const nine = [
  criteria("reduce", inMailingGroup("EVENT")),
  criteria("add", inMailingGroup("EVENT")),
  criteria("refine", { kind: "not", of: inMailingGroup("VIP") }),
  criteria("add", inMailingGroup("VIP")),
  criteria("reduce", inMailingGroup("HALF")),
  criteria("add", inCountry("DK")),
  criteria("reduce", inCountry("GB")),
  criteria("add", inMailingGroup("HALF")),
  criteria("reduce", inMailingGroup("EVENT")),
];

/** A stack of ten steps replayed as a whole, kept to be undone, beside the ten steps taken one by one. */
export async function* benchReplay({ context, size }: BenchWorld): AsyncGenerator<Measured> {
  const segmentNo = await givenSegment(context, null);
  let singly = 0;
  for (const request of [criteria("add", everybody), ...nine]) {
    const shown = await preview(context, segmentNo, request);
    singly += await timed(() => apply(context, segmentNo, request, shown));
  }
  const change = { change: "refresh" as const };
  const ms = await medianOf(3, async () => {
    const { version, numbers, steps } = value(await changeOrTry(context, { segmentNo, change, decided: null }, { limitMs: null }));
    const shown = { inAll: numbers, steps: steps.flatMap(({ now }) => (now ? [now] : [])) };
    return timed(async () => value(await changeOrTry(context, { segmentNo, change, decided: { version, shown } }, { limitMs: null })));
  });
  const baseline = { sql: "-- the ten steps, each taken by itself", ms: singly };
  yield { work: "replay of ten steps", value: ms, baseline, ...atLeast(timesTheTime(baseline, 1), size) };
}
