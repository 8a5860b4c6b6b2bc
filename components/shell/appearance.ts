/** What a person chose; `system` follows the device. */
export type Theme = "light" | "dark" | "system";
export type Density = "compact" | "comfortable";
/** Narrow is the rail of icons at any width. */
export type SidebarWidth = "wide" | "narrow";
export type Appearance = { theme: Theme; density: Density; sidebar: SidebarWidth };

export const appearanceCookie = "winnow-appearance";

const themes: readonly Theme[] = ["light", "dark", "system"];
const densities: readonly Density[] = ["compact", "comfortable"];
const sidebars: readonly SidebarWidth[] = ["wide", "narrow"];

/** Reads the cookie, "dark.compact.wide". What is missing or unknown falls back to system, compact and wide. */
export function parseAppearance(cookie: string | undefined): Appearance {
  const [theme, density, sidebar] = (cookie ?? "").split(".");
  return {
    theme: themes.find((each) => each === theme) ?? "system",
    density: densities.find((each) => each === density) ?? "compact",
    sidebar: sidebars.find((each) => each === sidebar) ?? "wide",
  };
}

/** The cookie to set for a year; read by the server, so that a page arrives in its own colours. */
export function appearanceCookieFor({ theme, density, sidebar }: Appearance): string {
  return `${appearanceCookie}=${theme}.${density}.${sidebar}; path=/; max-age=31536000; samesite=lax`;
}

/** The attribute that the tokens know, for a theme and what the device prefers. */
export function shownTheme(theme: Theme, deviceIsDark: boolean): "light" | "dark" {
  return theme === "dark" || (theme === "system" && deviceIsDark) ? "dark" : "light";
}

/** Runs in the head before anything is painted: the server cannot know what the device prefers. */
export const deviceThemeScript = `{const h=document.documentElement;if(h.dataset.themeChoice==="system"&&matchMedia("(prefers-color-scheme: dark)").matches)h.dataset.theme="dark"}`;
