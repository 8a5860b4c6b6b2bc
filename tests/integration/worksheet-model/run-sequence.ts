import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { deleteContacts } from "@/lib/contact-upkeep/delete-contacts";
import { mergeContacts } from "@/lib/contact-upkeep/merge-contacts";
import type { Database } from "@/lib/db/client";
import { addLines } from "@/lib/segmentation/add-lines";
import { applyCriteria } from "@/lib/segmentation/apply-criteria";
import { createSegment } from "@/lib/segmentation/create-segment";
import { goBack, goForward, goToStep } from "@/lib/segmentation/go-to-step";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { removeDuplicates } from "@/lib/segmentation/remove-duplicates";
import { removeLines } from "@/lib/segmentation/remove-lines";
import { performOnStack } from "./acts-of-stack";
import { withSegmentNo } from "./filters";
import { countLines, type Lines, layersOf, numbersOf, sorted } from "./lines";
import { ModelWorksheet } from "./model";
import { patiently, previewPatiently } from "./patience";
import type { Act, Sequence } from "./sequence";
import { enterWorld, sortedWorld, storedWorld } from "./world";

/** A database in which worlds come and go, the two people who work on its worksheet, and who deletes and merges contacts meanwhile. */
export type Harness = { db: Database; users: readonly [OperationContext, OperationContext]; administrator: OperationContext };

/** Does a sequence to the product and to the model; throws at the first difference, in an answer or in what is stored. */
export async function runSequence(harness: Harness, { world, acts }: Sequence): Promise<void> {
  await enterWorld(harness.db, world);
  const created = await createSegment(harness.users[0], {});
  if (!created.ok) throw new Error("no segment could be made");
  const { segmentNo } = created.value;
  const model = new ModelWorksheet(world);
  for (const [at, act] of acts.entries()) {
    await perform(harness, segmentNo, model, act).catch((cause: unknown) => {
      throw new Error(`act ${at + 1} (${act.act}): ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    });
    agree(`stored after act ${at + 1} (${act.act})`, await storedState(harness.db, segmentNo), modelState(model));
  }
  await compareLines(harness.users[0], segmentNo, model);
}

async function perform(harness: Harness, segmentNo: string, model: ModelWorksheet, act: Act): Promise<void> {
  const { db, users, administrator } = harness;
  switch (act.act) {
    case "criteria": {
      const user = users[act.by];
      const { kind, filter, options } = act;
      const step = model.currentStep + 1;
      const before = model.currentStep;
      const numbers = numbersOf(model.lines, model.outcome({ kind, filter, options }));
      const criteria = { kind, filter: withSegmentNo(filter, segmentNo), options };
      if (act.preview)
        agree("preview", pickNumbers(await previewPatiently(user, { segmentNo, dialogId: "model", criteria })), { step: before, numbers });
      const applied = await patiently(() => applyCriteria(user, { segmentNo, criteria, decidedAtStep: before, shown: numbers }));
      agree("applied", pickNumbers(applied), { step, numbers: model.take({ kind, filter, options }, user.user.id) });
      return;
    }
    case "stale": {
      const options = {
        expandCompanies: false,
        relatedCompanies: false,
        ignoreExclusion: false,
        allowExisting: false,
        entireCompanies: false,
      };
      const lines = model.outcome({ kind: "add", filter: act.filter, options });
      const decidedAtStep = model.currentStep + (model.currentStep + act.off < 0 ? 1 : act.off);
      const shown = numbersOf(model.lines, lines);
      const criteria = { kind: "add" as const, filter: withSegmentNo(act.filter, segmentNo), options: {} };
      const refused = await patiently(() => applyCriteria(users[act.by], { segmentNo, criteria, decidedAtStep, shown }));
      agree("stale step", refused.ok ? "taken" : refused.error.code, "step_moved");
      return;
    }
    case "addLines": {
      // Who is to get one more line is mostly there already.
      const members = act.allowExisting ? sorted(model.lines.keys()) : [];
      const asked = act.picks.map((pick) => `K${members[pick % 60] ?? model.world[pick % 60]?.id ?? `-${pick}`}`);
      const allowed = model.world.filter(
        ({ contactNo, blocked, excluded }) => asked.includes(contactNo) && !blocked && (act.ignoreExclusion || !excluded),
      );
      const before = countLines(model.lines);
      const there = allowed.filter(({ id }) => model.lines.has(id)).length;
      const { ignoreExclusion, allowExisting } = act;
      const added = await patiently(() =>
        addLines(users[act.by], { segmentNo, contacts: { contactNos: asked }, ignoreExclusion, allowExisting }),
      );
      const ids = allowed.map(({ id }) => id);
      const numbers = model.add(users[act.by].user.id, ids, allowExisting);
      agree("lines added", added.ok && [added.value.added, added.value.alreadyThere, added.value.taken?.numbers ?? null], [
        countLines(model.lines) - before,
        there,
        numbers,
      ]);
      return;
    }
    case "removeLines": {
      const several = standingTwice(model);
      const asked = act.picks.map(({ pick, layer }) => {
        const id = (layer === null ? undefined : several[pick % Math.max(1, several.length)]) ?? model.world[pick % 60]?.id ?? -pick;
        return { id, contactNo: `K${id}`, layer: layer === null ? null : 1 + (layer % Math.max(1, model.lines.get(id) ?? 1)) };
      });
      const wholly = new Set(asked.flatMap(({ id, layer }) => (layer === null ? [id] : [])));
      const singly = asked.flatMap(({ layer, ...line }) => (layer === null || wholly.has(line.id) ? [] : [{ ...line, layer }]));
      const request = {
        segmentNo,
        contactNos: [...wholly].map((id) => `K${id}`),
        lines: singly.map(({ contactNo, layer }) => ({ contactNo, layer })),
      };
      const removed = await patiently(() => removeLines(users[act.by], request));
      const expected = model.remove(users[act.by].user.id, wholly, singly);
      agree("lines removed", removed.ok && [removed.value.removed, removed.value.taken?.numbers ?? null], expected);
      return;
    }
    case "removeDuplicates": {
      const [expected, numbers] = model.dedupe(users[act.by].user.id, act.same);
      const removed = await patiently(() => removeDuplicates(users[act.by], { segmentNo, same: act.same, expected }));
      agree("duplicates removed", removed.ok ? [removed.value.removed, removed.value.taken?.numbers ?? null] : removed.error, [
        expected,
        numbers,
      ]);
      return;
    }
    case "back":
    case "forward":
    case "goTo": {
      const fromStep = model.currentStep;
      const target = act.act === "goTo" ? act.pick % (model.steps.length + 2) : fromStep + (act.act === "back" ? -1 : 1);
      const refused =
        target < 0
          ? "nothing_to_go_back_from"
          : target <= model.steps.length
            ? null
            : act.act === "goTo"
              ? "no_such_step"
              : "nothing_to_go_forward_to";
      const request = { segmentNo, fromStep };
      const moved = await patiently(() =>
        act.act === "goTo"
          ? goToStep(users[act.by], { ...request, step: target })
          : (act.act === "back" ? goBack : goForward)(users[act.by], request),
      );
      if (!refused) model.goTo(target);
      agree("moved", moved.ok ? moved.value : moved.error.code, refused ?? { currentStep: target, size: countLines(model.lines) });
      return;
    }
    case "editStep":
    case "moveStep":
    case "switchStep":
    case "removeStep":
    case "refresh":
    case "saveAndReuse":
    case "reuseLogged":
    case "undoChange":
      return performOnStack(harness, segmentNo, model, act, agree);
    case "changeCity": {
      const contact = model.world[act.pick % model.world.length];
      if (!contact) return;
      await db.pool.query("update contact set city = $2 where id = $1", [contact.id, act.city]);
      model.world = model.world.map((other) => (other.id === contact.id ? { ...other, city: act.city } : other));
      return;
    }
    case "block": {
      const contact = model.world[act.pick % model.world.length];
      if (!contact) return;
      await db.pool.query("update contact set minor = true where id = $1", [contact.id]);
      model.world = model.world.map((other) => (other.id === contact.id ? { ...other, blocked: true } : other));
      return;
    }
    case "changeLine": {
      const several = act.layer > 0 ? standingTwice(model) : [];
      const among = several.length > 0 ? several : sorted(model.lines.keys());
      const id = among[act.pick % Math.max(1, among.length)];
      if (id === undefined) return;
      const layer = 1 + (act.layer % (model.lines.get(id) ?? 1));
      const word = `${act.pick}-${act.layer}`;
      await db.pool.query(
        `insert into segment_line_override (segment_id, contact_id, layer, overridden, description)
         select id, $2, $3, '{}', $4 from segment where segment_no = $1 on conflict do nothing`,
        [segmentNo, id, layer, word],
      );
      model.changeLine(id, layer, word);
      return;
    }
    case "deleteContacts": {
      const named = new Set(act.picks.flatMap((pick) => model.world[pick % model.world.length]?.id ?? []));
      if (named.size === 0) return;
      const gone = model.forget(named);
      const deleted = await deleteContacts(administrator, { contactNos: [...named].map((id) => `K${id}`) });
      const persons = gone.size - named.size;
      agree("deleted", deleted.ok ? deleted.value : deleted.error, { contacts: gone.size, persons });
      agree("contacts", await storedWorld(db), sortedWorld(model.world));
      return;
    }
    case "mergeContacts": {
      const keep = model.world[act.keep % model.world.length];
      if (!keep) return;
      // Mostly those who can be merged; else whoever is met, which is refused.
      const offered = model.world.filter(({ id, type }) => act.anybody || (type === keep.type && id !== keep.id));
      const others = new Set(act.picks.flatMap((pick) => offered[pick % offered.length] ?? []));
      if (others.size === 0) return;
      const refused = others.has(keep) ? "merge_with_itself" : [...others].some(({ type }) => type !== keep.type) ? "merge_of_types" : null;
      if (!refused) model.merge(keep, [...others]);
      const merged = await mergeContacts(administrator, {
        keep: keep.contactNo,
        contactNos: [...others].map(({ contactNo }) => contactNo),
      });
      agree("merged", merged.ok ? merged.value : merged.error.code, refused ?? { merged: others.size });
      agree("contacts", await storedWorld(db), sortedWorld(model.world));
      return;
    }
    default:
      return act satisfies never;
  }
}

function standingTwice(model: ModelWorksheet): number[] {
  return sorted([...model.lines].flatMap(([id, count]) => (count > 1 ? [id] : [])));
}

const pickNumbers = (result: { ok: true; value: { step: number; numbers: unknown } } | { ok: false; error: unknown }) =>
  result.ok ? { step: result.value.step, numbers: result.value.numbers } : result.error;

function agree(what: string, product: unknown, model: unknown): void {
  if (!isDeepStrictEqual(product, model))
    throw new Error(`${what}\n  product: ${JSON.stringify(product)}\n  model:   ${JSON.stringify(model)}`);
}

const ids = z.array(z.int());
const stateSchema = z.tuple([
  z.object({
    currentStep: z.int(),
    steps: z.array(
      z.object({
        kind: z.string(),
        userId: z.string(),
        off: z.boolean(),
        numbers: ids,
        size: z.int(),
        misplaced: z.int(),
        layers: z.array(ids),
        byHand: z.array(ids),
        turns: z.array(z.tuple([z.int(), z.int(), ids])),
      }),
    ),
    changedLines: z.array(z.tuple([z.int(), z.int(), z.string()])),
  }),
]);

const idsOf = (setId: string) => `(
  select coalesce(jsonb_agg(id order by id), '[]') from contact_set_chunk body join chunk_data d using (data_id) cross join lateral unnest(d.members) id where body.set_id = ${setId})`;

/** The stack as it is stored: each layer of each step read from its chunks, with members that lie in a wrong chunk counted, and what edits keep. */
async function storedState(db: Database, segmentNo: string): Promise<unknown> {
  const { rows } = await db.pool.query(
    `select current_step as "currentStep",
       coalesce((
         select jsonb_agg(jsonb_build_object('kind', kind, 'userId', user_id, 'off', switched_off, 'numbers', jsonb_build_array(members_before, added, removed, members_after), 'size', size,
           'layers', layers, 'misplaced', misplaced, 'byHand', jsonb_build_array(${idsOf("added_by_hand")}, ${idsOf("removed_by_hand")}), 'turns', turns) order by action_no)
         from criteria_action a
         cross join lateral (
           select jsonb_agg(${idsOf("layer.set_id")} order by layer.layer) as layers, sum(size) as size, sum((
             select count(*) filter (where id >> 13 <> chunk or body.size <> icount(d.members))
             from contact_set_chunk body join chunk_data d using (data_id) cross join lateral unnest(d.members) id where body.set_id = layer.set_id)) as misplaced
           from (select 1 as layer, a.set_id union all select layer, set_id from criteria_action_layer l where l.segment_id = a.segment_id and l.action_no = a.action_no) layer
           join contact_set using (set_id)
         ) content
         cross join lateral (
           select coalesce(jsonb_agg(jsonb_build_array(layer, lines, ${idsOf("turn.set_id")}) order by turn_no), '[]') as turns
           from criteria_action_turn turn where turn.segment_id = a.segment_id and turn.action_no = a.action_no
         ) turned
         where segment_id = segment.id), '[]') as steps,
       (select coalesce(jsonb_agg(jsonb_build_array(contact_id, layer, description) order by contact_id, layer), '[]')
        from segment_line_override where segment_id = segment.id) as "changedLines"
     from segment where segment_no = $1`,
    [segmentNo],
  );
  return stateSchema.parse(rows)[0];
}

function modelState(model: ModelWorksheet): unknown {
  const steps = model.steps.map(({ criteria, userId, off, numbers, lines, added, removed, turns }) => {
    const { before, added: came, removed: left, after } = numbers;
    return {
      kind: criteria?.kind ?? "edit",
      userId,
      off,
      numbers: [before, came, left, after],
      size: countLines(lines),
      misplaced: 0,
      layers: layersOf(lines),
      byHand: [sorted(added), sorted(removed)],
      turns: turns.map((turn) => [turn.layer, turn.lines, sorted(turn.ids)]),
    };
  });
  const changed = [...model.changedLines].flatMap(([id, ofContact]) =>
    [...ofContact].map(([layer, word]): [number, number, string] => [id, layer, word]),
  );
  return {
    currentStep: model.currentStep,
    steps,
    changedLines: changed.toSorted((left, right) => left[0] - right[0] || left[1] - right[1]),
  };
}

/** What the page shows at the end: exactly the lines, each with the step since which it is there. */
async function compareLines(context: OperationContext, segmentNo: string, model: ModelWorksheet): Promise<void> {
  const page = await listSegmentLines(context, { segmentNo, order: "contactNo", limit: 200 });
  const shown = page?.lines.map(({ contactNo, layer, step }) => [contactNo, layer, step]);
  agree("listed", shown, expectedLines(model, model.lines));
}

function expectedLines(model: ModelWorksheet, lines: Lines): [string, number, number][] {
  return [...lines]
    .flatMap(([id, count]) =>
      Array.from({ length: count }, (_, at): [string, number, number] => [`K${id}`, at + 1, model.cameWith(id, at + 1)]),
    )
    .toSorted((left, right) => (left[0] === right[0] ? left[1] - right[1] : left[0] < right[0] ? -1 : 1));
}
