"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";
import { ShortcutProvider } from "@/components/keyboard/shortcut-provider";
import { ToastProvider } from "@/components/ui/toast";
import type { Appearance } from "./appearance";
import { AppearanceProvider } from "./appearance-provider";

/** What every page stands in: theme, keys, messages and tooltips. Styles come from the stylesheet only, so no element needs a nonce. */
export function Providers({ appearance, children }: { appearance: Appearance; children: ReactNode }) {
  return (
    <CSPProvider disableStyleElements>
      <AppearanceProvider initial={appearance}>
        <ShortcutProvider>
          <Tooltip.Provider delay={500}>
            <ToastProvider>{children}</ToastProvider>
          </Tooltip.Provider>
        </ShortcutProvider>
      </AppearanceProvider>
    </CSPProvider>
  );
}
