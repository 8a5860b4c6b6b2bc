"use client";

import { useEffect } from "react";
import type { Visit as Visited } from "@/lib/habits/schema";

/** On the page of a thing: says once that it was opened. Whether that arrives changes nothing on the page, so a failure is left alone. */
export function Visit({ kind, thingKey }: { kind: Visited["kind"]; thingKey: string }) {
  useEffect(() => {
    const body = JSON.stringify({ kind, key: thingKey });
    fetch("/api/visits", { method: "POST", body, headers: { "Content-Type": "application/json" }, keepalive: true }).catch(() => undefined);
  }, [kind, thingKey]);
  return null;
}
