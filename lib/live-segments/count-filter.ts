import { z } from "zod";
import { query } from "@/lib/access/operation";
import { pageOfContacts } from "@/lib/contact-sets/page";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { compileFilter } from "@/lib/filters/to-sql";
import { addJob } from "@/lib/jobs/add-job";
import { askIn } from "@/lib/maintained-sets/definitions";
import { liveClock } from "@/lib/maintained-sets/members-now";
import { noteUseBy } from "@/lib/maintained-sets/note-use";
import { withMembers } from "@/lib/maintained-sets/with-members";
import { err, ok, type Result } from "@/lib/result";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { countJob } from "./count-job";
import { countNodes } from "./count-nodes";
import type { LiveSegmentError } from "./errors";
import { countFilterSchema, sampleMembersSchema } from "./schema";
import type { FilterCount, NamedContact } from "./types";

const patienceMs = 2_000;

/**
 * The exact numbers of a filter, saved or not: whole, of every node, step by step, and who can be reached (T-70). A newer count of the same person and
 * dialog stops this one, which answers `superseded` then. Over two seconds it answers `still_counting` with a job that goes on.
 */
export const countFilter = query({
  name: "liveSegment.count",
  needs: "read",
  input: countFilterSchema,
  run: async (context, request): Promise<Result<FilterCount, LiveSegmentError>> => {
    await noteUseBy(context.db, context.now, request.filter);
    const counted = await countNodes(context, request, patienceMs);
    if (counted.ok) return counted;
    if (counted.error.code !== "timed_out") return err(counted.error);
    const heading = { title: "Count a segment", userId: context.user.id };
    const added = await inTransaction<string, never>(context.db, async (tx) => ok(await addJob(tx, countJob, request, heading)));
    return added.ok ? err({ code: "still_counting", jobId: added.value }) : added;
  },
});

const sampleSchema = z.array(z.object({ contactNo: z.string(), name: z.string(), companyName: z.string().nullable() }));

/** Some of those whom a filter finds: the first ones by company. */
export const sampleMembers = query({
  name: "liveSegment.sampleMembers",
  needs: "read",
  input: sampleMembersSchema,
  run: (context, { filter, timeZone = context.timeZone, limit }): Promise<Result<NamedContact[], LiveSegmentError>> =>
    onSnapshot(context.db, async (tx) => {
      const compiled = compileFilter(filter, await withMembers(askIn(tx), liveClock(context.now, timeZone), filter));
      if (!compiled.ok) return err({ code: "filter_refused", error: compiled.error });
      const sought = {
        setId: null,
        predicate: compiled.value,
        order: "company",
        direction: "asc",
        position: { at: "first" },
        limit,
      } as const;
      const { contactIds } = await pageOfContacts(tx, sought);
      const rows = await tx.$queryRaw(Prisma.sql`
        select contact_no as "contactNo", name, company_name as "companyName"
        from unnest(${contactIds}::int[]) with ordinality as sample (id, place) join contact using (id) order by sample.place`);
      return ok(sampleSchema.parse(rows));
    }),
});
