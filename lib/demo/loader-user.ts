import { contextOf } from "@/lib/access/context";
import type { OperationContext } from "@/lib/access/operation";
import type { Database } from "@/lib/db/client";

const standIn = { id: "demo-data", name: "Winnow", email: "demo-data@localhost" };

/**
 * Runs `work` as the first administrator. While nobody is there it runs as a stand-in without a password, removed
 * afterwards, and also when an earlier run was cut off, so that the set-up link still finds an empty house.
 */
export async function asAdministrator<T>(db: Database, work: (context: OperationContext) => Promise<T>): Promise<T> {
  await removeStandIn(db);
  const found = await db.prisma.appUser.findFirst({
    where: { role: "admin", disabled: false },
    orderBy: { createdAt: "asc" },
    select: { id: true },
  });
  try {
    const user = found ?? (await db.prisma.appUser.create({ data: { ...standIn, role: "admin" }, select: { id: true } }));
    const context = await contextOf(db, user.id, new Date());
    if (!context) throw new Error("The administrator was disabled meanwhile.");
    return await work(context);
  } finally {
    await removeStandIn(db);
  }
}

async function removeStandIn(db: Database): Promise<void> {
  await db.prisma.appUser.deleteMany({ where: { id: standIn.id } });
}
