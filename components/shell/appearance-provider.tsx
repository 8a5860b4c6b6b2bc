"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { type Appearance, appearanceCookieFor, shownTheme } from "./appearance";

type AppearanceState = Appearance & { change: (appearance: Partial<Appearance>) => void };

const AppearanceContext = createContext<AppearanceState | null>(null);

const darkDevice = "(prefers-color-scheme: dark)";

/** Holds theme and density; a change shows at once and is kept in a cookie for the server. Follows the device while the theme is `system`. */
export function AppearanceProvider({ initial, children }: { initial: Appearance; children: ReactNode }) {
  const [appearance, setAppearance] = useState(initial);
  useEffect(() => {
    const device = matchMedia(darkDevice);
    const show = () => {
      const root = document.documentElement;
      root.dataset.theme = shownTheme(appearance.theme, device.matches);
      root.dataset.themeChoice = appearance.theme;
      root.dataset.density = appearance.density;
      root.dataset.sidebar = appearance.sidebar;
    };
    show();
    device.addEventListener("change", show);
    return () => device.removeEventListener("change", show);
  }, [appearance]);
  const change = useCallback(
    (part: Partial<Appearance>) => {
      const next = { ...appearance, ...part };
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser, nor on plain http
      document.cookie = appearanceCookieFor(next);
      setAppearance(next);
    },
    [appearance],
  );
  const state = useMemo(() => ({ ...appearance, change }), [appearance, change]);
  return <AppearanceContext value={state}>{children}</AppearanceContext>;
}

/** Theme and density as chosen, and how to change them. Only below `AppearanceProvider`. */
export function useAppearance(): AppearanceState {
  const state = useContext(AppearanceContext);
  if (!state) throw new Error("useAppearance is used outside of AppearanceProvider");
  return state;
}
