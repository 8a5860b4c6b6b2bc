import type { ThingKey, ThingKind } from "./schema";

const pages: Record<Exclude<ThingKind, "view">, string> = {
  segment: "/segments",
  loggedSegment: "/logged-segments",
  contact: "/contacts",
  campaign: "/campaigns",
  template: "/interaction-templates",
  interactionLogEntry: "/interaction-log-entries",
};

/** The page of a thing. A view opens on its list. */
export function thingHref({ kind, key }: ThingKey, list: string | null): string {
  if (kind === "view") return `${list ?? "/segments"}?view=${encodeURIComponent(key)}`;
  return `${pages[kind]}/${encodeURIComponent(key)}`;
}
