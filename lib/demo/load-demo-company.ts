import type { OperationContext } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { DemoError } from "./errors";
import { makeDemoLiveSegments } from "./make-live-segments";
import { replayDemoSegments } from "./replay-segments";
import { writeDemoCompany } from "./write-demo-company";

export type DemoLoaded = { contacts: number; segments: number };

/**
 * Loads the demo company: all its data in one transaction, then its segments by taking their criteria actions one by one, and its live segments.
 * Begun again after a kill it goes on where it stopped. Refused when there are contacts that it did not bring.
 */
export async function loadDemoCompany(context: OperationContext): Promise<Result<DemoLoaded, DemoError>> {
  const written = await inTransaction<null, DemoError>(context.db, async (tx) => {
    await lockDemoLoading(tx);
    const state = await demoState(tx);
    if (state.loaded) return ok(null);
    if (state.contacts > 0) return err({ code: "contacts_exist", contacts: state.contacts });
    await writeDemoCompany(tx, context);
    await record(tx, context, { operation: "demo.load", subjectKind: "company", subjectKey: "CRONUS" });
    return ok(null);
  });
  if (!written.ok) return written;
  const segments = (await replayDemoSegments(context)) + (await makeDemoLiveSegments(context));
  return ok({ contacts: await context.db.prisma.contact.count(), segments });
}

/** One at a time loads the demo company; held until the transaction ends. */
export async function lockDemoLoading(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`select pg_advisory_xact_lock(hashtextextended('winnow demo company', 0))`);
}

/** Whether the demo company's data are in, and how many contacts there are. */
export async function demoState(tx: Transaction): Promise<{ loaded: boolean; contacts: number }> {
  const [state] = await tx.$queryRaw<{ loaded: boolean; contacts: number }[]>(Prisma.sql`
    select coalesce((select demo_loaded_at is not null from marketing_setup where id = 1), false) as loaded,
      (select count(*) from contact)::int as contacts`);
  return state ?? { loaded: false, contacts: 0 };
}
