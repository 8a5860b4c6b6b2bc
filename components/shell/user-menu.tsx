"use client";

import { Avatar } from "@/components/ui/avatar";
import { Menu } from "@/components/ui/menu";
import { AccountItems, type AccountItemsProps } from "./account-items";

/** The user at the bottom of the sidebar; opens the menu of the account. */
export function UserMenu(props: AccountItemsProps) {
  const trigger = (
    <button
      type="button"
      className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-left hover:bg-hover hover:text-ink aria-expanded:bg-press rail:flex-none rail:px-1"
    >
      <span aria-hidden>
        <Avatar name={props.user.name} />
      </span>
      <span className="truncate rail:sr-only">{props.user.name}</span>
    </button>
  );
  return (
    <Menu trigger={trigger} side="top" align="start" className="w-52">
      <AccountItems {...props} />
    </Menu>
  );
}
