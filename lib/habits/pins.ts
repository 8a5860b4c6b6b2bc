import { z } from "zod";
import { operation, query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { HabitError } from "./errors";
import { mostPins, orderPinsSchema, setPinSchema, type Thing } from "./schema";
import { readThings, wantedThings } from "./things";

/** What one has pinned, in one's own order; what was deleted meanwhile is left out. */
export const listPins = query({
  name: "habits.listPins",
  needs: "read",
  input: z.object({}),
  run: async ({ db, user }): Promise<Thing[]> => {
    const wanted = Prisma.sql`
      select pin.kind, pin.subject_key as key, row_number() over (order by pin.position, pin.kind, pin.subject_key)::int as place
      from pin where pin.user_id = ${user.id}`;
    return readThings(await db.prisma.$queryRaw(wantedThings(wanted, user)));
  },
});

/**
 * Pins a thing below the others, or takes its pin away; either may be so already. Refused with `too_many_pins`, for which those of deleted things do
 * not count, and with `thing_not_found`.
 */
export const setPin = operation({
  name: "habits.setPin",
  needs: "account.own",
  input: setPinSchema,
  run: ({ db, user }, { kind, key, pinned }) =>
    inTransaction<null, HabitError>(db, async (tx) => {
      await tx.$executeRaw(Prisma.sql`select from app_user where id = ${user.id} for no key update`);
      if (!pinned) {
        await tx.$executeRaw(Prisma.sql`delete from pin where user_id = ${user.id} and kind = ${kind} and subject_key = ${key}`);
        return ok(null);
      }
      await tx.$executeRaw(Prisma.sql`
        insert into pin (user_id, kind, subject_key, position)
        select ${user.id}, ${kind}, ${key}, coalesce(max(position), 0) + 1 from pin where user_id = ${user.id}
        on conflict do nothing`);
      const wanted = Prisma.sql`select pin.kind, pin.subject_key as key, pin.position as place from pin where pin.user_id = ${user.id}`;
      const pins = readThings(await tx.$queryRaw(wantedThings(wanted, user)));
      if (!pins.some((pin) => pin.kind === kind && pin.key === key)) return err({ code: "thing_not_found", kind, key });
      if (pins.length > mostPins) return err({ code: "too_many_pins", most: mostPins });
      return ok(null);
    }),
});

/** Puts one's pins into this order; those it does not name stay behind them. */
export const orderPins = operation({
  name: "habits.orderPins",
  needs: "account.own",
  input: orderPinsSchema,
  run: async ({ db, user }, { order }): Promise<Result<null, never>> => {
    await db.prisma.$executeRaw(Prisma.sql`
      update pin set position = coalesce(wanted.position, ${mostPins} + pin.position)
      from pin other
      left join unnest(${order.map(({ kind }) => kind)}::text[], ${order.map(({ key }) => key)}::text[]) with ordinality as wanted (kind, key, position)
        on wanted.kind = other.kind and wanted.key = other.subject_key
      where other.user_id = ${user.id} and pin.user_id = other.user_id and pin.kind = other.kind and pin.subject_key = other.subject_key`);
    return ok(null);
  },
});
