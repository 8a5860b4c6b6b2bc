import { z } from "zod";
import { channels, heardFrom } from "@/lib/consent/schema";

/** One filled cell of a column that says something of consent, read. */
export type SaidCell = { key: string; heading: string; cell: string; value: string };

/** What a row says of consent: one thing for each purpose and channel, and without a purpose that the channel must not be used. */
const saidSchema = z.object({
  says: z.array(z.object({ channel: z.enum(channels), purpose: z.string().nullable(), allowed: z.boolean(), wording: z.string() })).min(1),
  source: z.enum(heardFrom),
  /** The day on which it was said; null: when it is imported. */
  day: z.string().nullable(),
});

/** What the cells of a row say, as it is staged: JSON; null where they say nothing. Without words of its own a cell is its own proof. */
export function stagedSaid(cells: readonly SaidCell[]): string | null {
  const value = (key: string) => cells.find((cell) => cell.key === key)?.value;
  const wording = value("consent_wording");
  const says = cells.flatMap(({ key, heading, cell, value: read }) => {
    const [kind, channel, purpose = null] = key.split(".");
    const isNever = kind === "never";
    if (channel === undefined || (isNever && read !== "true")) return []; // an empty box says nothing
    return [
      { channel, purpose: isNever ? null : purpose, allowed: !isNever && read === "true", wording: wording ?? `${heading}: ${cell}` },
    ];
  });
  if (says.length === 0) return null;
  return JSON.stringify(saidSchema.parse({ says, source: value("consent_source") ?? "import", day: value("consent_date") ?? null }));
}
