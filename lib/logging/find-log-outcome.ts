import { query } from "@/lib/access/operation";
import { findLogOf } from "./find-log-of";
import { checkSegmentSchema } from "./schema";

/** What was written when this worksheet was logged; null while it was not. */
export const findLogOutcome = query({
  name: "segment.findLogOutcome",
  needs: "read",
  input: checkSegmentSchema,
  run: ({ db }, { segmentNo }) => findLogOf(db, segmentNo),
});
