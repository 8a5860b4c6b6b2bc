import { keepCommon, ofContactIds, type SetExpression } from "@/lib/contact-sets/expressions";
import { sizesOf } from "@/lib/contact-sets/measure";
import { membersOf } from "@/lib/contact-sets/membership";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { GroupNumbers } from "./schema";

/** Who is in a mailing group now. */
export function inGroup(code: string): SetExpression {
  return ofContactIds(Prisma.sql`select contact_id as id from contact_mailing_group where mailing_group_code = ${code}`);
}

/** Nobody else puts contacts into groups or takes them out until the transaction ends; reading goes on. */
export async function lockGroups(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`lock table contact_mailing_group in share row exclusive mode`);
}

/** What giving a group to those who are on a segment does. */
export async function groupNumbers(tx: Transaction, group: SetExpression, segment: SetExpression, replace: boolean): Promise<GroupNumbers> {
  const { before, onSegment, alreadyIn } = await sizesOf(tx, { before: group, onSegment: segment, alreadyIn: keepCommon(segment, group) });
  return { before, onSegment, added: onSegment - alreadyIn, alreadyIn, removed: replace ? before - alreadyIn : 0 };
}

/** Makes a set the group, in one statement: who is missing comes in; who is not in it leaves, unless others are kept. */
export async function writeGroup(tx: Transaction, code: string, setId: bigint, keepOthers: boolean): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    with wanted as materialized (${membersOf(setId)}), gone as (
      delete from contact_mailing_group where mailing_group_code = ${code} and ${!keepOthers} and contact_id not in (select * from wanted)
    )
    insert into contact_mailing_group (contact_id, mailing_group_code) select wanted.*, ${code} from wanted on conflict do nothing`);
}
