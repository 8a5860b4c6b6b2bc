import { readFileSync } from "node:fs";
import { createReport } from "docx-templates";
import type { MergeValues } from "@/lib/documents/word/fields";
import { lettersOf, mergeJoined, mergeLetter } from "@/lib/documents/word/letters";
import { readTemplate } from "@/lib/documents/word/template";
import { timed } from "./measure";

/** Joins letters of a real template, throws them away, and prints milliseconds, the most memory it had, and what createReport takes for one. */
const count = Number(process.argv[2] ?? 100);
const read = await readTemplate(readFileSync("tests/fixtures/word/W1_WordTemplate_Contact_Thanksnote.docx"));
if (!read.ok) throw new Error("The template was refused.");
const template = read.value;
const written = (text: (field: string) => string): MergeValues => ({
  language: "en-GB",
  fields: Object.fromEntries(template.fields.map((field) => [field, text(field)])),
});
function* letters() {
  for (let no = 1; no <= count; no++) yield written((field) => `${field} ${no}`);
}

let bytes = 0;
const ms = await timed(async () => {
  for await (const chunk of mergeJoined([template], lettersOf(template, letters()))) bytes += chunk.length;
});
const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];

// The same template as docx-templates takes it: a letter in which each field shows its command.
const plain = await mergeLetter(
  template,
  written((field) => `+++INS ${field}+++`),
);
const sample = Math.min(count, 50);
const plainMs = await timed(async () => {
  for (let no = 1; no <= sample; no++) {
    await createReport({ template: plain, data: { contact: { name: `Name ${no}` }, sender: {} }, cmdDelimiter: "+++" });
  }
});
console.log(JSON.stringify({ ms, bytes, megabytes: Number(peak ?? 0) / 1024, plainMs: (plainMs / sample) * count }));
