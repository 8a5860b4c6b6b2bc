/**
 * Turns Ctrl C, an ended terminal and a service manager's signal into one request to stop: `signal` is aborted, `request`
 * settles. The second Ctrl C ends at once; what it leaves running is ended by the next start.
 */
export function stopRequest(): { signal: AbortSignal; request: Promise<void> } {
  const stop = new AbortController();
  const request = new Promise<void>((resolve) => stop.signal.addEventListener("abort", () => resolve(), { once: true }));
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (stop.signal.aborted && name === "SIGINT") process.exit(130);
      if (!stop.signal.aborted) console.log("\nStopping …");
      stop.abort();
    });
  }
  return { signal: stop.signal, request };
}
