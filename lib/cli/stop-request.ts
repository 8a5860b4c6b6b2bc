/**
 * Turns Ctrl C, an ended terminal and a service manager's signal into one request to stop. The second Ctrl C ends at once;
 * what it leaves running is ended by the next start.
 */
export function stopRequest(): { readonly asked: boolean; request: Promise<void> } {
  const state = { asked: false };
  const request = new Promise<void>((resolve) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(name, () => {
        if (state.asked && name === "SIGINT") process.exit(130);
        if (!state.asked) console.log("\nStopping …");
        state.asked = true;
        resolve();
      });
    }
  });
  return {
    get asked() {
      return state.asked;
    },
    request,
  };
}
