"use client";

import { useEffect } from "react";
import type { Visit as Visited } from "@/lib/habits/schema";

const longestWaitMs = 500;
let lastSaid: Promise<unknown> = Promise.resolve();

/** Settles when the visit that was said last has arrived, or has had its time: who asks for recent things then finds it among them. */
export function visitArrived(): Promise<unknown> {
  return Promise.race([lastSaid, new Promise((resolve) => setTimeout(resolve, longestWaitMs))]);
}

/** On the page of a thing: says once that it was opened. Whether that arrives changes nothing on the page, so a failure is left alone. */
export function Visit({ kind, thingKey }: { kind: Visited["kind"]; thingKey: string }) {
  useEffect(() => {
    const body = JSON.stringify({ kind, key: thingKey });
    const said = fetch("/api/visits", { method: "POST", body, headers: { "Content-Type": "application/json" }, keepalive: true });
    lastSaid = said.catch(() => undefined);
  }, [kind, thingKey]);
  return null;
}
