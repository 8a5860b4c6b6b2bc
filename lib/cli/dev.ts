import { runCommand } from "./run-command";
import { runWinnow } from "./run-winnow";

// `npm run dev`: the same without a build; pages change as their files do.
await runCommand(() => runWinnow({ development: true }));
