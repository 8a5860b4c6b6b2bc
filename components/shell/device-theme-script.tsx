"use client";

import { useServerInsertedHTML } from "next/navigation";
import { useRef } from "react";
import { deviceThemeScript } from "./appearance";

/** Writes the script that asks the device for its theme into the first document's head, before anything is painted. */
export function DeviceThemeScript({ nonce }: { nonce: string | undefined }) {
  const written = useRef(false);
  useServerInsertedHTML(() => {
    if (written.current) return null;
    written.current = true;
    // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this code
    return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: deviceThemeScript }} />;
  });
  return null;
}
