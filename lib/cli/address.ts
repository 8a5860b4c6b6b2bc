import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { firstFreePort } from "./free-port";

/** Where the web server listens, and the address that people open. */
export type Address = { host: string; port: number; url: string };

/** `HOST` and `PORT`, else port 3000 of this machine; the next free port when that one is taken, which is said. */
export async function chooseAddress(): Promise<Address> {
  const host = process.env.HOST || "127.0.0.1";
  const wanted = Number(process.env.PORT || 3000);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535)
    throw new Error(`PORT must be a number from 1 to 65535; it is "${process.env.PORT}".`);
  const port = await firstFreePort(host, wanted);
  if (port !== wanted) console.log(`Port ${wanted} is taken, so Winnow uses port ${port}.`);
  return { host, port, url: process.env.WINNOW_URL || `http://${nameToOpen(host)}:${port}` };
}

/** An address that stands for all of a machine's cannot be opened; its own can. */
function nameToOpen(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

/** Waits until the web server answers with anything but a fault. */
export async function untilAnswering({ host, port }: Address, timeoutMs = 120_000): Promise<void> {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(100)) {
    if ((await statusOf(`http://${nameToOpen(host)}:${port}/`)) < 500) return;
  }
  throw new Error(`The web server did not answer within ${timeoutMs / 1000} s. Its messages are in the file web.log of the data folder.`);
}

/** Infinite while nobody listens. Not `fetch`, whose kept connections and timers hold up the end of the process. */
function statusOf(url: string): Promise<number> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: 10_000 }, (response) => {
      response.resume();
      response.once("close", () => resolve(response.statusCode ?? Number.POSITIVE_INFINITY));
    });
    request.once("timeout", () => request.destroy());
    request.once("error", () => resolve(Number.POSITIVE_INFINITY));
  });
}
