import { Building2, User } from "lucide-react";
import type { ReactNode } from "react";
import type { UnreachableReason } from "@/lib/consent/schema";

export type ContactNameProps = {
  name: string;
  isCompany: boolean;
  /** Stands under its company where there is no room for a column that says so. */
  under?: boolean | undefined;
  /** Medium weight; companies have it anyway. */
  strong?: boolean | undefined;
  /** Small and before the name, so that a long name does not cut it off. */
  before?: ReactNode | undefined;
  /** What is to be known of it, small and behind the name. */
  children?: ReactNode | undefined;
};

/** The cell that names a contact: what it is, and what it is called. */
export function ContactName({ name, isCompany, under = false, strong = false, before, children }: ContactNameProps) {
  const Icon = isCompany ? Building2 : User;
  return (
    <span title={name} className={under ? "max-sm:pl-4" : undefined}>
      <Icon className="icon-s mr-[7px] align-[-3px] text-ink-3" aria-label={isCompany ? "Company" : "Person"} />
      {before}
      <span className={isCompany || strong ? "font-medium" : undefined}>{name}</span>
      {children}
    </span>
  );
}

/** Behind a name, where there is little room. */
const unreachableShort: Record<UnreachableReason, string> = {
  do_not_contact: "do not contact",
  opted_out: "opted out",
  address_suppressed: "address opted out",
  no_consent: "no consent",
  address_bounced: "address bounced",
  suppressed: "suppressed",
};

type NotPickedProps = { blocked: boolean; excluded: boolean; unreachable?: UnreachableReason | null };

/** Why a contact is not picked: privacy blocked, not to be reached on the line's channel, or excluded from segments. */
export function NotPicked({ blocked, excluded, unreachable = null }: NotPickedProps) {
  if (!blocked && !excluded && unreachable === null) return null;
  return (
    <span className="ml-1.5 text-xs text-warn">
      {blocked ? "blocked" : unreachable === null ? "excluded" : unreachableShort[unreachable]}
    </span>
  );
}
