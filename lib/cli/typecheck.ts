import { runCommand } from "./run-command";
import { runTool } from "./test-programs";

// `npm run typecheck`: writes the types of the routes first, which pages refer to.
await runCommand(async () => {
  const routes = await runTool(["node_modules/next/dist/bin/next", "typegen"]);
  if (routes.code !== 0) throw new Error(routes.printed);
  const types = await runTool(["node_modules/typescript/bin/tsc", "--noEmit"], { show: true });
  return types.code ?? 1;
});
