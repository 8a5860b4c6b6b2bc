import { z } from "zod";
import { type OperationContext, query } from "@/lib/access/operation";
import { holdsContact } from "@/lib/contact-sets/membership";
import { dataFault } from "@/lib/db/errors";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { idsOfSet } from "@/lib/filters/members-sql";
import { askIn, type Definitions, isMaintained, type LiveDefinition, readDefinitions } from "@/lib/maintained-sets/definitions";
import { foldMembers } from "@/lib/maintained-sets/fold";
import { holdsNow } from "@/lib/maintained-sets/members-now";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { liveOfContactSchema, liveSegmentKinds, liveSegmentStates } from "./schema";
import type { LiveOfContact } from "./types";

/** How many definitions one statement asks a contact about. */
const askedAtOnce = 100;

/**
 * The live segments that a contact is a member of at this moment, by name. Asks their definitions about this contact alone, whatever was found when; one in
 * error has the members it had. Null when there is no such contact.
 */
export const listLiveOfContact = query({
  name: "liveSegment.listOfContact",
  needs: "read",
  input: liveOfContactSchema,
  run: async (context, { contactNo }): Promise<LiveOfContact[] | null> => {
    try {
      return await ask(context, contactNo);
    } catch (error) {
      if (dataFault(error) === null) throw error;
      await foldMembers(context.db, context.now, await liveNumbers(context.db.prisma)); // puts the one in error whose conditions meet such a value
      return ask(context, contactNo);
    }
  },
});

function ask({ db, now }: OperationContext, contactNo: string): Promise<LiveOfContact[] | null> {
  return onSnapshot(db, async (tx) => {
    const contact = await tx.contact.findUnique({ where: { contactNo }, select: { id: true } });
    if (!contact) return null;
    const definitions = await readDefinitions(askIn(tx), await liveNumbers(tx));
    const all = [...definitions.values()];
    const segmentNos: string[] = [];
    for (let at = 0; at < all.length; at += askedAtOnce)
      segmentNos.push(...(await membersAmong(tx, { definitions, now }, all.slice(at, at + askedAtOnce), contact.id)));
    return readSegments(tx, segmentNos, contact.id);
  });
}

async function liveNumbers(tx: Pick<Transaction, "$queryRaw">): Promise<string[]> {
  const rows = await tx.$queryRaw(Prisma.sql`select l.segment_no as no from live_segment l where ${isMaintained}`);
  return z
    .array(z.object({ no: z.string() }))
    .parse(rows)
    .map(({ no }) => no);
}

/** The numbers of those that the contact is a member of. */
async function membersAmong(
  tx: Transaction,
  world: { definitions: Definitions; now: Date },
  asked: readonly LiveDefinition[],
  contactId: number,
): Promise<string[]> {
  const only = { contactId };
  const isMember = (definition: LiveDefinition): Sql => {
    const holds = holdsNow(world, definition, only, 0);
    if (holds.ok && !definition.broken) return holds.value;
    return Prisma.sql`contact.id in (${idsOfSet(Prisma.sql`(select ${definition.setId}::bigint as set_id)`, only)})`;
  };
  const found = asked.map((definition) => Prisma.sql`case when ${isMember(definition)} then ${definition.segmentNo} end`);
  const rows = await tx.$queryRaw(Prisma.sql`
    select array_remove(array[${Prisma.join(found)}]::text[], null) as found from contact where contact.id = ${contactId}::int`);
  return z.tuple([z.object({ found: z.array(z.string()) })]).parse(rows)[0].found;
}

const segmentsSchema = z.array(
  z.object({
    segmentNo: z.string(),
    name: z.string(),
    kind: z.enum(liveSegmentKinds),
    state: z.enum(liveSegmentStates),
    joinedAt: z.coerce.date().nullable(),
  }),
);

async function readSegments(tx: Transaction, segmentNos: readonly string[], contactId: number): Promise<LiveOfContact[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select l.segment_no as "segmentNo", l.name, l.kind::text as kind, l.state::text as state, (
      select max(e.at) from live_evaluation e where e.segment_id = l.id and ${holdsContact(Prisma.sql`e.joined_set`, contactId)}) as "joinedAt"
    from live_segment l where l.segment_no = any(${[...segmentNos]}::text[]) order by l.name, l.segment_no`);
  return segmentsSchema.parse(rows);
}
