import { parseArgs } from "node:util";
import { judge, tableHead, tableLine } from "@/tests/bench/report";
import { works } from "@/tests/bench/works";
import { closeBenchWorld, openBenchWorld, withBenchServer } from "@/tests/bench/world";
import { runCommand } from "./run-command";

// `npm run bench`: measures the budgets on a server of its own. `--size N` contacts, `--only sets,log`, `--slack 2` doubles every
// budget, `--times` says how often each is measured, `--json` prints one object a line. Fails when a budget is not met.
await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      size: { type: "string" },
      only: { type: "string" },
      slack: { type: "string" },
      times: { type: "string" },
      json: { type: "boolean" },
    },
  });
  const size = wholeNumber("--size", values.size ?? "1000000", 1_000);
  const slack = wholeNumber("--slack", values.slack ?? "1", 1);
  const times = wholeNumber("--times", values.times ?? (size > 2_000_000 ? "3" : "5"), 1);
  const names = works.map(({ name }) => name);
  const only = values.only?.split(",") ?? names;
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`There is no work "${unknown.join(", ")}". The works are ${names.join(", ")}.`);
  const say = values.json ? () => undefined : (text: string) => console.log(text);

  say(`Making ${size.toLocaleString("en-GB")} contacts in a database of their own.`);
  return withBenchServer(async (url, folder) => {
    const world = await openBenchWorld(url, folder, { size, times });
    say(`\n${tableHead}`);
    let missed = 0;
    try {
      for (const { run } of works.filter(({ name }) => only.includes(name))) {
        for await (const measured of run(world)) {
          const row = judge(measured, size, slack);
          if (!row.met) missed++;
          console.log(values.json ? JSON.stringify(row) : tableLine(row, measured));
        }
      }
    } finally {
      await closeBenchWorld(world);
    }
    say(missed === 0 ? "\nAll budgets are met." : `\n${missed} of the budgets ${missed === 1 ? "is" : "are"} not met.`);
    return missed === 0 ? 0 : 1;
  });
});

function wholeNumber(option: string, text: string, least: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least) throw new Error(`${option} is a whole number from ${least} on, not "${text}".`);
  return number;
}
