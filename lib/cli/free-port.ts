import { createServer } from "node:net";

/** Ports from 1024 on that browsers and `fetch` refuse to ask (Fetch Standard, *bad port*): a server there would answer nobody. */
const refused = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/** The first port from `wanted` on that can be listened to at this address, and that browsers ask. */
export async function firstFreePort(host: string, wanted: number): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + 200, 65_536); port++) {
    if (!refused.has(port) && (await isFree(host, port))) return port;
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
