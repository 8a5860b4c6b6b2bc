import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The user that the server runs as; null is the user we are ourselves. */
export type ServerAccount = { uid: number; gid: number } | null;

/**
 * Postgres refuses to run as root. Then an existing user without rights serves: `nobody` nearly always, so that no user
 * has to be added.
 */
export function serverAccount(): ServerAccount {
  if (process.getuid?.() !== 0) return null;
  const rows = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["nobody", "daemon", "postgres"]) {
    const [, , uid, gid] = rows.find((row) => row.startsWith(`${name}:`))?.split(":") ?? [];
    const account = { uid: Number(uid), gid: Number(gid) };
    if (uid && gid && account.uid > 0 && spawnSync("/bin/sh", ["-c", ":"], account).status === 0) return account;
  }
  throw new Error(
    "Postgres does not run as root, and none of the users nobody, daemon and postgres can be used instead. " +
      "Start as an ordinary user, or name another Postgres in DATABASE_URL.",
  );
}

/** Whether the server's user can enter the folder. */
export function canEnter(account: ServerAccount, folder: string): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...account, cwd: "/" }).status === 0;
}
