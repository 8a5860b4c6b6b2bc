import type { Database } from "@/lib/db/client";
import type { Claimed } from "./claim";
import { type Outcome, retryAfterMs } from "./outcome";
import type { DeliveryReason, DeliveryState } from "./schema";

type Settled = { state: DeliveryState; reason?: DeliveryReason; answer: string; attempts?: number; waitMs?: number };

/** What an outcome makes of a delivery; null when it is somebody else's. */
function settledAs(outcome: Outcome, attempts: number): Settled | null {
  switch (outcome.kind) {
    case "accepted":
      return { state: "delivered", answer: outcome.answer, attempts: attempts + 1 };
    case "refused":
      return { state: "failed", reason: "refused", answer: outcome.answer, attempts: attempts + 1 };
    case "put_off": {
      const waitMs = retryAfterMs(attempts + 1);
      if (waitMs === null) return { state: "failed", reason: "tried_too_often", answer: outcome.answer, attempts: attempts + 1 };
      return { state: "waiting", answer: outcome.answer, attempts: attempts + 1, waitMs };
    }
    case "no_server":
      return { state: "waiting", answer: outcome.answer };
    case "unanswered":
      return { state: "unknown", answer: outcome.answer, attempts: attempts + 1 };
    case "claim_lost":
      return null;
    default:
      return outcome satisfies never;
  }
}

/**
 * Writes what became of one attempt. An answer that comes after the message was taken for *unknown* still counts: it is the truth.
 */
export async function settle(db: Database, claimId: string, { deliveryNo, attempts }: Claimed, outcome: Outcome): Promise<void> {
  const settled = settledAs(outcome, attempts);
  if (!settled) return;
  await db.pool.query(
    `update delivery set state = $3::delivery_state, reason = $4, answer = $5, attempts = coalesce($6::int, attempts),
       due_at = case when $7::float8 is null then due_at else now() + make_interval(secs => $7::float8 / 1000) end, claimed_until = null,
       content_at = case when $3::delivery_state = 'waiting' then null else content_at end,
       delivered_at = case when $3::delivery_state = 'delivered' then now() end, changed_at = now()
     where delivery_no = $1 and claim_id = $2
       and (state = 'sending' or (state = 'unknown' and $3::delivery_state in ('delivered', 'failed')))`,
    [deliveryNo, claimId, settled.state, settled.reason ?? null, settled.answer, settled.attempts ?? null, settled.waitMs ?? null],
  );
}

/** Gives back what was claimed and not begun. */
export async function giveBack(db: Database, claimId: string): Promise<void> {
  await db.pool.query(
    `update delivery set state = 'waiting', claimed_until = null, changed_at = now() where claim_id = $1 and state = 'sending' and content_at is null`,
    [claimId],
  );
}
