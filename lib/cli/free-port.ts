import { createServer } from "node:net";

/** The first port from `wanted` on that can be listened to at this address. */
export async function firstFreePort(host: string, wanted: number): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + 200, 65_536); port++) {
    if (await isFree(host, port)) return port;
  }
  throw new Error(`No free port was found from ${wanted} on. Name one in PORT.`);
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => {
      const code = "code" in error ? error.code : null;
      if (code === "EADDRINUSE" || code === "EACCES") resolve(false);
      else reject(error);
    });
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
