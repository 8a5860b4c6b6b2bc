"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Menu, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { AccountItems, type AccountItemsProps } from "./account-items";
import { isIn, placesFor } from "./places";

export const tabClass = "flex flex-col items-center justify-center gap-[3px] text-2xs leading-none [&_.lucide]:size-5";

export type TabBarProps = Omit<AccountItemsProps, "narrow"> & { searchTab: ReactNode };

/** The four places used most, the search and *More*, at the bottom of narrow screens. */
export function TabBar({ searchTab, ...props }: TabBarProps) {
  const path = usePathname();
  const { main, setUp } = placesFor(props.user.role);
  const more = [...main.slice(4), ...setUp];
  const look = (current: boolean) => classNames(tabClass, current ? "font-medium text-accent" : "text-ink-3");
  const trigger = (
    <button type="button" className={look(more.some((place) => isIn(place, path)))}>
      <Ellipsis aria-hidden />
      More
    </button>
  );
  return (
    <nav aria-label="Main" className="focus-inset grid h-14 flex-none grid-cols-6 border-t border-line bg-surface sm:hidden">
      {main.slice(0, 4).map((place) => (
        <Link
          key={place.href}
          href={place.href}
          prefetch={false}
          aria-current={isIn(place, path) ? "page" : undefined}
          className={look(isIn(place, path))}
        >
          <place.icon aria-hidden />
          {place.shortLabel}
        </Link>
      ))}
      {searchTab}
      <Menu trigger={trigger} side="top" align="end" className="w-60">
        {more.map((place) => (
          <MenuLink key={place.href} href={place.href} icon={<place.icon aria-hidden />}>
            {place.label}
          </MenuLink>
        ))}
        <MenuSeparator />
        <AccountItems {...props} narrow />
      </Menu>
    </nav>
  );
}
