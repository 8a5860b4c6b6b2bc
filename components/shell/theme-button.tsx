"use client";

import { SunMoon } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { shownTheme } from "./appearance";
import { useAppearance } from "./appearance-provider";

/** Turns light to dark and back, whatever the device prefers. */
export function ThemeButton() {
  const { theme, change } = useAppearance();
  const turn = () => change({ theme: shownTheme(theme, matchMedia("(prefers-color-scheme: dark)").matches) === "dark" ? "light" : "dark" });
  return <IconButton label="Light or dark" icon={<SunMoon aria-hidden />} onClick={turn} tooltipSide="top" />;
}
