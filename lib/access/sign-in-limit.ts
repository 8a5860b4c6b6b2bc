import type { Database } from "@/lib/db/client";
import { countAttempt, forgetAttempts } from "./attempt-limit";

/** Attempts within five minutes. By person, because an address can be made up; by address, because persons can be tried in turn. */
const limits = { perEmail: 10, perAddress: 60 } as const;
const purpose = "sign-in";

/**
 * Counts one attempt to sign in, known user or not.
 *
 * @returns the seconds to wait, or null when the attempt may be made
 */
export async function countSignInAttempt(db: Database, email: string, address: string, now: Date): Promise<number | null> {
  return countAttempt(
    db,
    [
      { purpose, kind: "email", value: email, most: limits.perEmail },
      { purpose, kind: "address", value: address, most: limits.perAddress },
    ],
    now,
  );
}

/** Forgets the attempts of a person who has signed in, and counts that are over. */
export async function forgetSignInAttempts(db: Database, email: string, now: Date): Promise<void> {
  await forgetAttempts(db, { purpose, kind: "email", value: email }, now);
}
