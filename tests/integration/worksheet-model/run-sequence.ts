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
import { removeLines } from "@/lib/segmentation/remove-lines";
import { performOnStack, remember } from "./acts-of-stack";
import { withSegmentNo } from "./filters";
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
    const before = { step: model.steps[model.currentStep - 1], members: new Set(model.members) };
    await perform(harness, segmentNo, model, act).catch((cause: unknown) => {
      throw new Error(`act ${at + 1} (${act.act}): ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    });
    if (act.act === "criteria") remember(model, before, act);
    else if (act.act === "addLines" || act.act === "removeLines") remember(model, before, null);
    agree(`stored after act ${at + 1} (${act.act})`, await storedState(harness.db, segmentNo), modelState(model));
  }
  await compareLines(harness.users[0], segmentNo, model);
}

async function perform(harness: Harness, segmentNo: string, model: ModelWorksheet, act: Act): Promise<void> {
  const { db, users, administrator } = harness;
  switch (act.act) {
    case "criteria": {
      const user = users[act.by];
      const members = model.outcome(act.kind, act.filter, act.options);
      const step = model.currentStep + 1;
      const before = model.currentStep;
      const numbers = {
        before: model.members.size,
        added: Math.max(0, members.size - model.members.size),
        removed: Math.max(0, model.members.size - members.size),
        after: members.size,
      };
      const criteria = { kind: act.kind, filter: withSegmentNo(act.filter, segmentNo), options: act.options };
      if (act.preview)
        agree("preview", pickNumbers(await previewPatiently(user, { segmentNo, dialogId: "model", criteria })), { step: before, numbers });
      const applied = await patiently(() => applyCriteria(user, { segmentNo, criteria, decidedAtStep: before, shown: numbers }));
      agree("applied", pickNumbers(applied), { step, numbers: model.take(act.kind, user.user.id, members) });
      return;
    }
    case "stale": {
      const members = model.outcome("add", act.filter, {
        expandCompanies: false,
        relatedCompanies: false,
        ignoreExclusion: false,
        entireCompanies: false,
      });
      const decidedAtStep = model.currentStep + (model.currentStep + act.off < 0 ? 1 : act.off);
      const shown = { before: model.members.size, added: members.size - model.members.size, removed: 0, after: members.size };
      const criteria = { kind: "add" as const, filter: withSegmentNo(act.filter, segmentNo), options: {} };
      const refused = await patiently(() => applyCriteria(users[act.by], { segmentNo, criteria, decidedAtStep, shown }));
      agree("stale step", refused.ok ? "taken" : refused.error.code, "step_moved");
      return;
    }
    case "addLines": {
      const asked = act.picks.map((pick) => `K${model.world[pick % 60]?.id ?? `-${pick}`}`);
      const allowed = model.world.filter(
        ({ contactNo, blocked, excluded }) => asked.includes(contactNo) && !blocked && (act.ignoreExclusion || !excluded),
      );
      const coming = allowed.filter(({ id }) => !model.members.has(id));
      const added = await patiently(() =>
        addLines(users[act.by], { segmentNo, contacts: { contactNos: asked }, ignoreExclusion: act.ignoreExclusion }),
      );
      const numbers = model.edit(users[act.by].user.id, new Set([...model.members, ...allowed.map(({ id }) => id)]));
      agree("lines added", added.ok && [added.value.added, added.value.taken?.numbers ?? null], [coming.length, numbers]);
      return;
    }
    case "removeLines": {
      const asked = act.picks.map((pick) => `K${model.world[pick % 60]?.id ?? `-${pick}`}`);
      const rest = new Set([...model.members].filter((id) => !asked.includes(`K${id}`)));
      const gone = model.members.size - rest.size;
      const removed = await patiently(() => removeLines(users[act.by], { segmentNo, contactNos: asked }));
      agree("lines removed", removed.ok && [removed.value.removed, removed.value.taken?.numbers ?? null], [
        gone,
        model.edit(users[act.by].user.id, rest),
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
      if (!refused) model.currentStep = target;
      agree("moved", moved.ok ? moved.value : moved.error.code, refused ?? { currentStep: target, size: model.members.size });
      return;
    }
    case "editStep":
    case "moveStep":
    case "switchStep":
    case "removeStep":
    case "refresh":
    case "undoChange":
    case "saveAndReuse":
      return performOnStack(harness, segmentNo, model, act, agree);
    case "changeCity": {
      const contact = model.world[act.pick % model.world.length];
      if (!contact) return;
      await db.pool.query("update contact set city = $2 where id = $1", [contact.id, act.city]);
      model.world = model.world.map((other) => (other.id === contact.id ? { ...other, city: act.city } : other));
      return;
    }
    case "changeLine": {
      const id = [...model.members].toSorted((left, right) => left - right)[act.pick % Math.max(1, model.members.size)];
      if (id === undefined) return;
      await db.pool.query(
        `insert into segment_line_override (segment_id, contact_id, overridden, correspondence_type)
         select id, $2, '{correspondence_type}', 'phone' from segment where segment_no = $1 on conflict do nothing`,
        [segmentNo, id],
      );
      model.changedLines.add(id);
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

const pickNumbers = (result: { ok: true; value: { step: number; numbers: unknown } } | { ok: false; error: unknown }) =>
  result.ok ? { step: result.value.step, numbers: result.value.numbers } : result.error;

function agree(what: string, product: unknown, model: unknown): void {
  if (!isDeepStrictEqual(product, model))
    throw new Error(`${what}\n  product: ${JSON.stringify(product)}\n  model:   ${JSON.stringify(model)}`);
}

const stateSchema = z.tuple([
  z.object({
    currentStep: z.int(),
    steps: z.array(
      z.object({
        kind: z.string(),
        userId: z.string(),
        off: z.boolean(),
        numbers: z.array(z.int()),
        size: z.int(),
        misplaced: z.int(),
        members: z.array(z.int()),
      }),
    ),
    changedLines: z.array(z.int()),
  }),
]);

/** The stack as it is stored: each step's set read from its chunks, with members that lie in a wrong chunk counted. */
async function storedState(db: Database, segmentNo: string): Promise<unknown> {
  const { rows } = await db.pool.query(
    `select current_step as "currentStep",
       coalesce((
         select jsonb_agg(jsonb_build_object('kind', kind, 'userId', user_id, 'off', switched_off, 'numbers', jsonb_build_array(members_before, added, removed, members_after), 'size', size,
           'members', members, 'misplaced', misplaced) order by action_no)
         from criteria_action join contact_set using (set_id)
         cross join lateral (
           select coalesce(jsonb_agg(id order by id), '[]') as members, count(*) filter (where id >> 13 <> chunk or body.size <> icount(d.members)) as misplaced
           from contact_set_chunk body join chunk_data d using (data_id) cross join lateral unnest(d.members) id where body.set_id = criteria_action.set_id
         ) content
         where segment_id = segment.id), '[]') as steps,
       (select coalesce(jsonb_agg(contact_id order by contact_id), '[]') from segment_line_override where segment_id = segment.id) as "changedLines"
     from segment where segment_no = $1`,
    [segmentNo],
  );
  return stateSchema.parse(rows)[0];
}

function modelState(model: ModelWorksheet): unknown {
  const sorted = (ids: Iterable<number>) => [...ids].toSorted((left, right) => left - right);
  const steps = model.steps.map(({ kind, userId, numbers, members, off = false }) => {
    const { before, added, removed, after } = numbers;
    return { kind, userId, off, numbers: [before, added, removed, after], size: members.size, misplaced: 0, members: sorted(members) };
  });
  return { currentStep: model.currentStep, steps, changedLines: sorted(model.changedLines) };
}

/** What the page shows at the end: exactly the members, each with the step it came in with. */
async function compareLines(context: OperationContext, segmentNo: string, model: ModelWorksheet): Promise<void> {
  const page = await listSegmentLines(context, { segmentNo, order: "contactNo", limit: 200 });
  const shown = page?.lines.map(({ contactNo, step }) => [contactNo, step]);
  const expected = [...model.members].map((id): [string, number] => [`K${id}`, model.cameWith(id)]);
  agree(
    "listed",
    shown,
    expected.toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );
}
