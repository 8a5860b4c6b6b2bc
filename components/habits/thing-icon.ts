import { Archive, Bookmark, Building2, Flag, ListFilter, type LucideIcon, MessageSquareText, MessagesSquare, User } from "lucide-react";
import type { Thing } from "@/lib/habits/schema";

/** The icon of a thing, the same in the palette and the side bar. */
export function thingIcon({ kind, state }: Pick<Thing, "kind" | "state">): LucideIcon {
  switch (kind) {
    case "segment":
      return ListFilter;
    case "loggedSegment":
      return Archive;
    case "contact":
      return state === "company" ? Building2 : User;
    case "campaign":
      return Flag;
    case "template":
      return MessageSquareText;
    case "interactionLogEntry":
      return MessagesSquare;
    case "view":
      return Bookmark;
    default:
      return kind satisfies never;
  }
}
