import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addLines } from "@/lib/segmentation/add-lines";
import { applyCriteria } from "@/lib/segmentation/apply-criteria";
import { createSegment } from "@/lib/segmentation/create-segment";
import { exportSegmentLines } from "@/lib/segmentation/export-segment-lines";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { listStepChanges } from "@/lib/segmentation/list-step-changes";
import { filters, withSegmentNo } from "./filters";
import { holdsForAll, openHarness, seed } from "./harness";
import { countLines } from "./lines";
import { ModelWorksheet } from "./model";
import { patiently, previewPatiently } from "./patience";
import { enterWorld, worlds } from "./world";

let harness: Awaited<ReturnType<typeof openHarness>>;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.drop());

const options = fc.record({
  expandCompanies: fc.boolean(),
  relatedCompanies: fc.boolean(),
  ignoreExclusion: fc.boolean(),
  allowExisting: fc.boolean(),
  entireCompanies: fc.boolean(),
});
const cases = fc.record({
  world: worlds,
  first: fc.subarray([1, 100, 8191, 8192, 16384]),
  kind: fc.constantFrom("add" as const, "reduce" as const, "refine" as const),
  filter: filters,
  options,
});
const runs = Math.max(1, Math.round(Number(process.env.WINNOW_MODEL_RUNS ?? 500) / 5));

it(`what is previewed is what is applied, listed and exported, for ${runs} filters`, { timeout: 300_000 }, async () => {
  await holdsForAll(
    fc.asyncProperty(cases, async ({ world, first, kind, filter, options }) => {
      const [context] = harness.users;
      await enterWorld(harness.db, world);
      const created = await createSegment(context, { description: "=1+1" });
      if (!created.ok) throw new Error("no segment");
      const { segmentNo } = created.value;
      const model = new ModelWorksheet(world);
      const present = world.filter(({ id, blocked }) => first.includes(id) && !blocked).map(({ id }) => id);
      if (present.length > 0)
        await addLines(context, { segmentNo, contacts: { contactNos: present.map((id) => `K${id}`) }, ignoreExclusion: true });
      model.add(context.user.id, present, false);
      const twice = present.slice(0, 2);
      if (twice.length > 0)
        await addLines(context, {
          segmentNo,
          contacts: { contactNos: twice.map((id) => `K${id}`) },
          ignoreExclusion: true,
          allowExisting: true,
        });
      model.add(context.user.id, twice, true);

      const before = model.lines;
      const lines = model.outcome({ kind, filter, options });
      const criteria = { kind, filter: withSegmentNo(filter, segmentNo), options };
      const preview = await previewPatiently(context, { segmentNo, dialogId: "agreement", criteria });
      if (!preview.ok) throw new Error(JSON.stringify(preview.error));
      const { step: decidedAtStep, numbers: shown, found, sample } = preview.value;
      const applied = await patiently(() => applyCriteria(context, { segmentNo, criteria, decidedAtStep, shown }));
      expect(applied).toMatchObject({ ok: true, value: { step: decidedAtStep + 1, numbers: shown, found } });
      const skipped = options.allowExisting ? 0 : found.alreadyThere;
      if (kind === "add") expect(found.matching - skipped - found.refusedBlocked - found.refusedExcluded).toBe(shown.added);
      model.take({ kind, filter, options }, context.user.id);

      const size = countLines(lines);
      const expected = [...lines].flatMap(([id, count]) => Array.from({ length: count }, () => `K${id}`)).toSorted();
      const listed = await listSegmentLines(context, { segmentNo, limit: 200 });
      expect(listed?.lines.map(({ contactNo }) => contactNo).toSorted()).toEqual(expected);
      expect([listed?.total, listed?.matching, shown.after]).toEqual([size, size, size]);
      const file = await exportSegmentLines(context, { segmentNo });
      let text = "";
      for await (const part of file?.content ?? []) text += part;
      const records: Record<string, string>[] = parse(text, { bom: true, columns: true, relax_column_count: true });
      const exported = records.slice(0, -1); // the last line counts the others
      expect(exported.map((row) => row["No."])).toEqual(listed?.lines.map(({ contactNo }) => contactNo));
      expect(exported.every((row) => row["Line Description"] === "'=1+1")).toBe(true);
      const changes = await listStepChanges(context, { segmentNo, step: decidedAtStep + 1, change: kind === "add" ? "came" : "left" });
      const concerned = new Set([...before.keys(), ...lines.keys()].filter((id) => before.get(id) !== lines.get(id)));
      expect([changes?.total, shown.added + shown.removed]).toEqual([concerned.size, Math.abs(size - countLines(before))]);
      expect(changes?.contacts.map(({ contactNo }) => contactNo)).toEqual(expect.arrayContaining(sample.map(({ contactNo }) => contactNo)));
    }),
    { numRuns: runs, seed },
  );
});
