// Where every command begins: plain JavaScript on whatever Node the host has, before anything is installed. Keep this file
// free of syntax and imports that an old Node cannot read, so that it can still say what is missing.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Winnow needs Node 20.19 or newer; this is Node ${process.versions.node}. Get a current one from https://nodejs.org.`);
  process.exit(1);
}

import("./launch/run.mjs")
  .then(({ run }) => run(process.argv[2] || "", process.argv.slice(3)))
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
