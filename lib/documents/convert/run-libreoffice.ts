import { spawn, spawnSync } from "node:child_process";
import { chown, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type ServerAccount, serverAccount } from "@/lib/db/server-account";
import { ConversionFailed } from "./errors";
import type { Limits } from "./limits";

/**
 * What LibreOffice must not do whatever stands in a file, said in its own settings: run macros, follow links, update what is linked, reach the
 * network (its proxy is a port where nobody listens). Read where the network cannot be taken away altogether.
 */
const settings = [
  ["Common/Security/Scripting", "DisableMacrosExecution", "true"],
  ["Common/Security/Scripting", "MacroSecurityLevel", "3"],
  ["Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"],
  ["Common/Security/Scripting", "DisableActiveContent", "true"],
  ["Writer/Content/Update", "Link", "0"],
  ["Inet/Settings", "ooInetProxyType", "2"],
  ["Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"],
  ["Inet/Settings", "ooInetHTTPProxyPort", "9"],
  ["Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"],
  ["Inet/Settings", "ooInetHTTPSProxyPort", "9"],
  ["Inet/Settings", "ooInetNoProxy", ""],
] as const;

const profile = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${settings
  .map(
    ([at, name, value]) =>
      `<item oor:path="/org.openoffice.${at.startsWith("Inet") ? at : `Office.${at}`}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  )
  .join("\n")}
</oor:items>
`;

/** Whether this user may start a program in a network of its own, in which there is nobody. */
function canLeaveTheNetwork(account: ServerAccount): boolean {
  return spawnSync("unshare", ["--map-root-user", "--net", "true"], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}

// In the words of any shell: no core file, so much memory, so many blocks of 512 bytes in one file.
const withLimits = 'ulimit -c 0; ulimit -v "$1"; ulimit -f "$2"; shift 2; exec "$@"';

/**
 * Has LibreOffice make `letters.pdf` beside `letters.docx` in a folder that is nobody else's: with a profile that is new each time, as the user
 * `nobody` where we are root, without a network where the system lets us, and stopped with all it started when it takes too long.
 */
export async function runLibreOffice(
  program: string,
  folder: string,
  { seconds, megabytes, memoryMegabytes }: Limits,
  signal?: AbortSignal,
) {
  const account = serverAccount();
  await mkdir(path.join(folder, "profile", "user"), { recursive: true });
  await writeFile(path.join(folder, "profile", "user", "registrymodifications.xcu"), profile);
  const handedOver = ["", "letters.docx", "profile", "profile/user", "profile/user/registrymodifications.xcu"];
  if (account) for (const name of handedOver) await chown(path.join(folder, name), account.uid, account.gid);
  const command = [
    ...(canLeaveTheNetwork(account) ? ["unshare", "--map-root-user", "--net"] : []),
    program,
    `-env:UserInstallation=file://${encodeURI(folder)}/profile`,
    ...["--headless", "--nologo", "--norestore", "--nodefault", "--nolockcheck"],
    ...["--convert-to", "pdf:writer_pdf_Export", "--outdir", folder, path.join(folder, "letters.docx")],
  ];
  const limits = [String(memoryMegabytes * 1024), String(megabytes * 2048)];
  const child = spawn("/bin/sh", ["-c", withLimits, "sh", ...limits, ...command], {
    ...account,
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      TMPDIR: folder,
      LANG: "C.UTF-8",
      SAL_USE_VCLPLUGIN: "svp",
      NODE_ENV: process.env.NODE_ENV,
    },
    stdio: ["ignore", "ignore", "pipe"],
    detached: true, // a group of its own, to be ended whole
  });
  let said = "";
  child.stderr.on("data", (piece: Buffer) => {
    said = `${said}${piece}`.slice(-300);
  });
  const end = () => {
    if (child.pid !== undefined) endGroup(child.pid);
  };
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    end();
  }, seconds * 1_000);
  signal?.addEventListener("abort", end);
  try {
    await new Promise<void>((resolve, reject) => child.once("error", reject).once("close", () => resolve()));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
    end(); // what it may have left behind
  }
  signal?.throwIfAborted();
  if (late) throw new ConversionFailed({ code: "took_too_long", seconds });
  return said.replace(/\s+/g, " ").trim();
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // all of it has ended
  }
}
