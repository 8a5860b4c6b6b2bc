import { runCommand } from "./run-command";
import { runWinnow } from "./run-winnow";

// `npm start`: database, migrations, build, web server and worker, until Ctrl C.
await runCommand(() => runWinnow({ development: false }));
