import { benchBehaviour } from "./behaviour";
import { benchBrowser } from "./browser";
import { benchExports } from "./exports";
import { benchFollow } from "./follow";
import { benchIdle } from "./idle";
import { benchImport } from "./imports";
import { benchLetters } from "./letters";
import { benchLines } from "./lines";
import { benchLive } from "./live";
import { benchLog } from "./logs";
import { benchMails } from "./mails";
import type { Measured } from "./measure";
import { benchMoves } from "./moves";
import { benchPages } from "./pages";
import { benchPeople } from "./people";
import { benchPreviews } from "./previews";
import { benchReplay } from "./replay";
import { benchSets } from "./sets";
import { benchWhy } from "./why";
import type { BenchWorld } from "./world";

/** What `--only` chooses among, in the order it is run. `aside`: only in a whole run or when it is named, not among the tests. */
export const works: { name: string; run: (world: BenchWorld) => AsyncGenerator<Measured>; aside?: true }[] = [
  { name: "sets", run: benchSets },
  { name: "moves", run: benchMoves },
  { name: "replay", run: benchReplay },
  { name: "preview", run: benchPreviews },
  { name: "pages", run: benchPages },
  { name: "why", run: benchWhy },
  { name: "lines", run: benchLines },
  { name: "log", run: benchLog },
  { name: "export", run: benchExports },
  { name: "letters", run: benchLetters },
  { name: "import", run: benchImport },
  { name: "live", run: benchLive, aside: true },
  { name: "follow", run: benchFollow, aside: true },
  { name: "behaviour", run: benchBehaviour, aside: true },
  { name: "people", run: benchPeople, aside: true },
  { name: "mails", run: benchMails, aside: true },
  { name: "idle", run: benchIdle, aside: true },
  { name: "browser", run: benchBrowser, aside: true },
];
