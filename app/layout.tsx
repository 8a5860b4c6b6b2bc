import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { preload } from "react-dom";
import { appearanceCookie, parseAppearance } from "@/components/shell/appearance";
import { DeviceThemeScript } from "@/components/shell/device-theme-script";
import { Providers } from "@/components/shell/providers";
import "./globals.css";

export const metadata: Metadata = {
  title: { template: "%s · Winnow", default: "Winnow" },
  description: "Pick the right people step by step, reach them, and say who got what and why.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f7f2" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1210" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const appearance = parseAppearance((await cookies()).get(appearanceCookie)?.value);
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  preload("/fonts/geist-latin-wght-normal.woff2", { as: "font", type: "font/woff2", crossOrigin: "anonymous" });
  return (
    <html
      lang="en"
      data-theme={appearance.theme === "dark" ? "dark" : "light"}
      data-theme-choice={appearance.theme}
      data-density={appearance.density}
      data-sidebar={appearance.sidebar}
      suppressHydrationWarning
    >
      <body>
        <DeviceThemeScript nonce={nonce} />
        <Providers appearance={appearance}>{children}</Providers>
      </body>
    </html>
  );
}
