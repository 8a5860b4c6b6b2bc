/** What a person chose; `system` follows the device. */
export type Theme = "light" | "dark" | "system";
export type Density = "compact" | "comfortable";
export type Appearance = { theme: Theme; density: Density };

export const appearanceCookie = "winnow-appearance";

const themes: readonly Theme[] = ["light", "dark", "system"];
const densities: readonly Density[] = ["compact", "comfortable"];

/** Reads the cookie, "dark.compact". What is missing or unknown falls back to system and compact. */
export function parseAppearance(cookie: string | undefined): Appearance {
  const [theme, density] = (cookie ?? "").split(".");
  return {
    theme: themes.find((each) => each === theme) ?? "system",
    density: densities.find((each) => each === density) ?? "compact",
  };
}

/** The cookie to set for a year; read by the server, so that a page arrives in its own colours. */
export function appearanceCookieFor({ theme, density }: Appearance): string {
  return `${appearanceCookie}=${theme}.${density}; path=/; max-age=31536000; samesite=lax`;
}

/** The attribute that the tokens know, for a theme and what the device prefers. */
export function shownTheme(theme: Theme, deviceIsDark: boolean): "light" | "dark" {
  return theme === "dark" || (theme === "system" && deviceIsDark) ? "dark" : "light";
}

/** Runs in the head before anything is painted: the server cannot know what the device prefers. */
export const deviceThemeScript = `{const h=document.documentElement;if(h.dataset.themeChoice==="system"&&matchMedia("(prefers-color-scheme: dark)").matches)h.dataset.theme="dark"}`;
