import { z } from "zod";
import { type OperationContext, query } from "@/lib/access/operation";
import { orderBy } from "@/lib/contact-sets/contact-order";
import { contactListExportColumns } from "@/lib/contacts/export-columns";
import { orderWords } from "@/lib/contacts/export-words";
import { inIndexOrder } from "@/lib/contacts/in-index-order";
import { searchCondition } from "@/lib/contacts/search";
import { Prisma, type Sql } from "@/lib/db/sql";
import { chosenColumns } from "@/lib/exports/columns";
import { type ExportFile, openExport } from "@/lib/exports/open-export";
import { idsOfSet } from "@/lib/filters/members-sql";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { allOf } from "./list-members";
import { narrowing } from "./narrow-members";
import { memberCondition, onMembers } from "./on-members";
import { exportMembersSchema } from "./schema";

type Request = z.output<typeof exportMembersSchema>;
/** Who is taken out, and what the record of the export says of it. */
type TakenOut = { title: string; words: string[]; condition: Sql; indexed: boolean };

/**
 * The members of a live segment, or who joined or left by one evaluation, as a file that the import of contacts reads. The record of the export names
 * segment, version and moment (T-75). Null when there is no such segment, it was never live, or has no such evaluation.
 */
export const exportMembers = query({
  name: "liveSegment.exportMembers",
  needs: "export",
  input: exportMembersSchema,
  run: async (context, request): Promise<ExportFile | null> => {
    const { segmentNo, order, direction, format, columns } = request;
    const taken =
      request.evaluationNo === null ? await membersNow(context, request) : await membersMoved(context, request, request.evaluationNo);
    if (!taken) return null;
    return openExport(context, {
      operation: "liveSegment.exportMembers",
      kind: "segment_members",
      subject: { kind: "segment", key: segmentNo },
      title: taken.title,
      filterWords: [...taken.words, orderWords({ order, direction })].join("; "),
      format,
      columns: chosenColumns(contactListExportColumns, columns),
      from: Prisma.sql`from contact where ${taken.condition} order by ${orderBy(order, direction)}`,
      inIndexOrder: taken.indexed,
    });
  },
});

function membersNow(context: OperationContext, { segmentNo, search, part, code }: Request): Promise<TakenOut | null> {
  return onMembers(context, segmentNo, async (tx, { versionNo, total }) => {
    const narrowed = allOf([searchCondition(search), await narrowing(tx, context, { part, code })]);
    // Exact in the snapshot that the rows are read on, which is a later one.
    const condition = allOf([await memberCondition(tx, context, segmentNo), narrowed]) ?? Prisma.sql`true`;
    const words = [
      `members of version ${versionNo} at ${context.now.toISOString()}`,
      ...(search ? [`found by “${search}”`] : []),
      ...(part ? [`${part} is ${code ?? "empty"}`] : []),
    ];
    return {
      title: `Members of ${segmentNo}, version ${versionNo}`,
      words,
      condition,
      indexed: !narrowed && (await inIndexOrder(tx, total)),
    };
  });
}

const movedSchema = z.array(z.object({ versionNo: z.int(), at: z.date(), setId: z.bigint().nullable() }));

function membersMoved({ db }: OperationContext, { segmentNo, change }: Request, evaluationNo: number): Promise<TakenOut | null> {
  return onSnapshot(db, async (tx) => {
    const column = Prisma.raw(change === "joined" ? "joined_set" : "left_set");
    const rows = await tx.$queryRaw(Prisma.sql`
      select e.version_no as "versionNo", e.at, e.${column} as "setId" from live_evaluation e join live_segment l on l.id = e.segment_id
      where l.segment_no = ${segmentNo} and e.evaluation_no = ${evaluationNo}`);
    const [found] = movedSchema.parse(rows);
    if (!found) return null;
    const { versionNo, at, setId } = found;
    return {
      title: `Who ${change} ${segmentNo}, version ${versionNo}`,
      words: [`who ${change} version ${versionNo} at ${at.toISOString()}`],
      condition: Prisma.sql`contact.id in (${idsOfSet(Prisma.sql`(select ${setId}::bigint as set_id)`, null)})`,
      indexed: false,
    };
  });
}
