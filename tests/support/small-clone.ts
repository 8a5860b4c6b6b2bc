import { chmodSync, copyFileSync, cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "./temporary-folder";

/** Stands for Next, whose build takes a minute: *build* leaves a build id, *start* answers every request with its own number. */
const nextInShort = `
const { createServer } = require("node:http");
const { appendFileSync, mkdirSync, writeFileSync } = require("node:fs");
const [command, , host, , port] = process.argv.slice(2);
if (command === "build") {
  mkdirSync(process.env.WINNOW_DIST, { recursive: true });
  writeFileSync(process.env.WINNOW_DIST + "/BUILD_ID", "small");
  appendFileSync("builds", "built\\n");
} else {
  createServer((_, response) => response.end(String(process.pid))).listen(Number(port), host);
}
`;

/**
 * A clone of this project in a folder for temporary files, with all its commands and a page in place of its pages: enough
 * to start it for real, several times, within seconds. Its packages are links to ours.
 */
export function makeSmallClone(): string {
  const root = temporaryFolder();
  chmodSync(root, 0o755); // else, as root, the database would lie elsewhere
  for (const folder of ["lib", "prisma"]) cpSync(folder, path.join(root, folder), { recursive: true });
  for (const file of ["package.json", "package-lock.json", "tsconfig.json", "next.config.js"]) copyFileSync(file, path.join(root, file));
  mkdirSync(path.join(root, "app"));
  writeFileSync(path.join(root, "app/page.tsx"), "export default function Page() { return null; }\n");
  linkPackages(root);
  return root;
}

function linkPackages(root: string): void {
  const ours = path.resolve("node_modules");
  const theirs = path.join(root, "node_modules");
  mkdirSync(path.join(theirs, "next/dist/bin"), { recursive: true });
  writeFileSync(path.join(theirs, "next/dist/bin/next"), nextInShort);
  linkEntries(path.join(ours, "next"), path.join(theirs, "next"), (name) => name !== "dist");
  linkEntries(ours, theirs, (name) => name === ".bin" || (name !== "next" && !name.startsWith(".")));
  copyFileSync(path.join(ours, ".package-lock.json"), path.join(theirs, ".package-lock.json"));
}

function linkEntries(from: string, to: string, wanted: (name: string) => boolean): void {
  for (const name of readdirSync(from).filter(wanted)) symlinkSync(path.join(from, name), path.join(to, name));
}
