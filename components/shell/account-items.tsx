"use client";

import { CircleUserRound, Keyboard, LogOut, Monitor, Moon, PanelLeft, PanelLeftClose, Rows3, Rows4, Sun } from "lucide-react";
import { startTransition } from "react";
import { MenuChoice, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import type { Density, SidebarWidth, Theme } from "./appearance";
import { useAppearance } from "./appearance-provider";
import type { AppShellProps } from "./types";

const themes: readonly { value: Theme; label: string; icon: React.ReactNode }[] = [
  { value: "light", label: "Light", icon: <Sun aria-hidden /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden /> },
  { value: "system", label: "As the device", icon: <Monitor aria-hidden /> },
];

const densities: readonly { value: Density; label: string; icon: React.ReactNode }[] = [
  { value: "compact", label: "Compact", icon: <Rows4 aria-hidden /> },
  { value: "comfortable", label: "Comfortable", icon: <Rows3 aria-hidden /> },
];

const sidebars: readonly { value: SidebarWidth; label: string; icon: React.ReactNode }[] = [
  { value: "wide", label: "With names", icon: <PanelLeft aria-hidden /> },
  { value: "narrow", label: "Icons only", icon: <PanelLeftClose aria-hidden /> },
];

export type AccountItemsProps = Pick<AppShellProps, "user" | "signOutAction"> & { onShowKeys: () => void; narrow?: boolean | undefined };

/** Who is signed in, how the product looks, keys, and signing out: the same in the sidebar's menu and in *More*. */
export function AccountItems({ user, signOutAction, onShowKeys, narrow }: AccountItemsProps) {
  const { theme, density, sidebar, change } = useAppearance();
  return (
    <>
      <div className="px-2 pt-1.5 pb-1">
        <div className="truncate font-medium">{user.name}</div>
        <div className="truncate text-xs text-ink-3">{user.email}</div>
      </div>
      <MenuLink href="/account" icon={<CircleUserRound aria-hidden />}>
        Account
      </MenuLink>
      <MenuSeparator />
      <MenuChoice label="Theme" options={themes} value={theme} onValueChange={(next) => change({ theme: next })} />
      {narrow ? null : (
        <>
          <MenuSeparator />
          <MenuChoice label="Rows" options={densities} value={density} onValueChange={(next) => change({ density: next })} />
          <MenuSeparator />
          <MenuChoice label="Sidebar" options={sidebars} value={sidebar} onValueChange={(next) => change({ sidebar: next })} />
          <MenuSeparator />
          <MenuItem icon={<Keyboard aria-hidden />} keys="?" onSelect={onShowKeys}>
            Keys
          </MenuItem>
        </>
      )}
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => startTransition(signOutAction)}>
        Sign out
      </MenuItem>
    </>
  );
}
