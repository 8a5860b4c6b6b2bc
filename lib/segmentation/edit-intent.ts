import { keepCommon, matching, nobody, type SetExpression, subtract, unite } from "@/lib/contact-sets/expressions";
import { laterOfSameEmail } from "@/lib/contact-sets/same-email";
import { Prisma } from "@/lib/db/sql";
import type { EditOptions } from "./criteria-schema";

/** What an edit by hand was meant to do: whom to add, whom to remove, and what is special about it. */
export type EditIntent = { added: SetExpression | null; removed: SetExpression | null; options: EditOptions };

/**
 * The layers that an edit by hand leaves of the layers it meets, whichever these are: taking an edit and replaying it both ask here.
 *
 * - Plain: everyone added stands on one line at least, everyone removed on none.
 * - `allowExisting`: everyone added gets one line more, whoever stood there already a further one.
 * - `oneLine`: everyone removed has one line fewer; who stood on one goes.
 * - `dedupe` by contact: one line for each contact. By e-mail: one line for each address, that of the person before the company, then of the
 *   lowest contact number; contacts without an address keep their lines.
 *
 * The answer has one layer at least and is dense. Use `plan.once` for what is handed in and comes from a query.
 */
export function layersAfterEdit(layers: readonly SetExpression[], { added, removed, options }: EditIntent): SetExpression[] {
  const [everyone = nobody(), ...upper] = layers;
  if (options.dedupe === "contact") return [everyone];
  if (options.dedupe === "email") {
    const withEmail = matching(Prisma.sql`contact.email is not null`);
    return [subtract(everyone, laterOfSameEmail(everyone)), ...upper.map((layer) => subtract(layer, withEmail))];
  }
  const more =
    added === null ? [everyone, ...upper] : options.allowExisting ? withOneMore(layers, added) : [unite(everyone, added), ...upper];
  if (removed === null) return more;
  return more.map((layer, at) => {
    const above = options.oneLine ? more[at + 1] : undefined;
    return subtract(layer, above ? subtract(removed, above) : removed);
  });
}

/** The layers when each of `added` gets one line more. */
export function withOneMore(layers: readonly SetExpression[], added: SetExpression): SetExpression[] {
  const [everyone, ...upper] = layers;
  if (!everyone) return [added];
  const raised = upper.map((layer, at) => unite(layer, keepCommon(added, layers[at] ?? everyone)));
  return [unite(everyone, added), ...raised, keepCommon(added, layers.at(-1) ?? everyone)];
}
