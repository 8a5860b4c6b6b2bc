import {
  Archive,
  Building2,
  CalendarClock,
  FileDown,
  FileUp,
  Flag,
  FolderTree,
  Hand,
  Handshake,
  History,
  Layers,
  type LucideIcon,
  Mail,
  MessageSquareText,
  MessagesSquare,
  MousePointerClick,
  UserCog,
  Users,
  UsersRound,
} from "lucide-react";
import { hasRight, type Right, type Role } from "@/lib/access/rights";
import type { ShellCounts } from "./types";

export type Place = {
  href: string;
  label: string;
  /** Under the icon of the tab bar. */
  shortLabel: string;
  icon: LucideIcon;
  needs: Right;
  count?: keyof ShellCounts | undefined;
  /** Keys that go there. */
  keys?: string | undefined;
};

const mainPlaces: readonly Place[] = [
  { href: "/segments", label: "Segments", shortLabel: "Segments", icon: Layers, needs: "read", count: "segments", keys: "G S" },
  {
    href: "/logged-segments",
    label: "Logged segments",
    shortLabel: "Logged",
    icon: Archive,
    needs: "read",
    count: "loggedSegments",
    keys: "G L",
  },
  { href: "/schedules", label: "Schedules", shortLabel: "Schedules", icon: CalendarClock, needs: "read" },
  { href: "/contacts", label: "Contacts", shortLabel: "Contacts", icon: Users, needs: "read", count: "contacts", keys: "G C" },
  {
    href: "/interaction-log-entries",
    label: "Interaction log",
    shortLabel: "Log",
    icon: MessagesSquare,
    needs: "read",
    count: "interactionLogEntries",
    keys: "G I",
  },
  { href: "/campaigns", label: "Campaigns", shortLabel: "Campaigns", icon: Flag, needs: "read", count: "campaigns" },
  { href: "/import", label: "Import", shortLabel: "Import", icon: FileUp, needs: "contacts.import" },
  { href: "/exports", label: "Exports", shortLabel: "Exports", icon: FileDown, needs: "export" },
];

const setUpPlaces: readonly Place[] = [
  { href: "/interaction-templates", label: "Interaction templates", shortLabel: "Templates", icon: MessageSquareText, needs: "read" },
  { href: "/interaction-groups", label: "Interaction groups", shortLabel: "Groups", icon: FolderTree, needs: "read" },
  { href: "/salutations", label: "Salutations", shortLabel: "Salutations", icon: Handshake, needs: "read" },
  { href: "/mailing-groups", label: "Mailing groups", shortLabel: "Mailing groups", icon: UsersRound, needs: "read" },
  { href: "/purposes", label: "Consent purposes", shortLabel: "Consent", icon: Hand, needs: "read" },
  { href: "/behaviour", label: "Behaviour", shortLabel: "Behaviour", icon: MousePointerClick, needs: "read" },
  { href: "/company", label: "Company details", shortLabel: "Company", icon: Building2, needs: "setup" },
  { href: "/email", label: "E-mail", shortLabel: "E-mail", icon: Mail, needs: "setup" },
  { href: "/audit", label: "Audit trail", shortLabel: "Audit", icon: History, needs: "audit.read" },
  { href: "/users", label: "Users", shortLabel: "Users", icon: UserCog, needs: "users.manage" },
];

/** The places that a role can open: the work, and below it the set-up. */
export function placesFor(role: Role): { main: readonly Place[]; setUp: readonly Place[] } {
  const open = (place: Place) => hasRight(role, place.needs);
  return { main: mainPlaces.filter(open), setUp: setUpPlaces.filter(open) };
}

/** Whether an address lies in a place: the place's own page or one below it. */
export function isIn(place: Place, path: string): boolean {
  return path === place.href || path.startsWith(`${place.href}/`);
}
