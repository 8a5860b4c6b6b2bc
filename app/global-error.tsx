"use client";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import "./globals.css";

/** The last resort, when even the outermost layout failed: no theme, no keys, only what is needed to go on. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" data-theme="light">
      <head>
        <title>Winnow could not be shown</title>
      </head>
      <body>
        <main className="grid min-h-dvh place-content-center">
          <EmptyState
            title="Winnow could not be shown"
            level={1}
            filled={0}
            actions={
              <Button variant="primary" onClick={retry}>
                Try again
              </Button>
            }
          >
            Something failed on the server before the page began. Nothing that was saved is lost.
          </EmptyState>
        </main>
      </body>
    </html>
  );
}
