import type { OperationContext } from "@/lib/access/operation";
import type { Filter } from "@/lib/filters/schema";
import { createLiveSegment } from "@/lib/live-segments/create-live-segment";
import { goLive } from "@/lib/live-segments/go-live";

type DemoLiveSegment = { kind: "dynamic" | "compound"; name: string; description: string; filter: Filter };

/** Customers whom nobody wrote to or called for ninety days. */
const quiet: DemoLiveSegment = {
  kind: "dynamic",
  name: "Quiet customers",
  description: "Nothing was logged for them in 90 days",
  filter: {
    kind: "all",
    of: [
      { kind: "relation", relation: "businessRelation", match: "any", where: { kind: "field", field: "code", op: "in", values: ["CUST"] } },
      {
        kind: "relation",
        relation: "interaction",
        match: "none",
        where: { kind: "field", field: "date", op: "greaterOrEqual", value: "t-90D" },
      },
    ],
  },
};
const withAddress: DemoLiveSegment = {
  kind: "dynamic",
  name: "People with an e-mail address",
  description: "Persons, not companies",
  filter: {
    kind: "all",
    of: [
      { kind: "field", field: "type", op: "is", value: "person" },
      { kind: "field", field: "email", op: "isNotEmpty" },
    ],
  },
};

/**
 * Makes the live segments of the demo company: two that follow conditions, and one made of these two. What is there already from an earlier, cut off run
 * is kept, and goes live. Answers with how many there are.
 */
export async function makeDemoLiveSegments(context: OperationContext): Promise<number> {
  const parts = [await make(context, quiet), await make(context, withAddress)];
  await make(context, {
    kind: "compound",
    name: "Quiet customers to write to",
    description: "Of both segments at once",
    filter: { kind: "all", of: parts.map((no) => ({ kind: "member", of: "segment", no, is: true })) },
  });
  return parts.length + 1;
}

async function make(context: OperationContext, segment: DemoLiveSegment): Promise<string> {
  const known = await context.db.prisma.liveSegment.findFirst({
    where: { name: segment.name },
    select: { segmentNo: true, rowVersion: true, publishedNo: true },
  });
  const made = known ?? value(await createLiveSegment(context, segment));
  if (!known || known.publishedNo === null) value(await goLive(context, { segmentNo: made.segmentNo, rowVersion: made.rowVersion }));
  return made.segmentNo;
}

function value<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(`a live segment of the demo company was refused: ${result.error.code}`);
  return result.value;
}
