import { isCharacter, parseKeys, type Stroke, sameStroke } from "./stroke";

/** A key, or several that do the same, and how it stands in the help. */
export type Shortcut = {
  keys: readonly string[];
  /** What it does, as an order: "Add contacts". */
  label: string;
  /** The heading in the help: "Worksheet". */
  group: string;
  /** 0 is the page; each open dialog lies one higher and hides what is below. */
  layer: number;
  /** Works while a field has the focus: "Ctrl Enter". Plain characters never do. */
  inFields: boolean;
};

/** Where the press happened and what is switched on. */
export type PressContext = { layer: number; inField: boolean; charactersOn: boolean };

export type Match<Found extends Shortcut> =
  | { kind: "found"; shortcut: Found }
  | { kind: "begun"; strokes: readonly Stroke[] }
  | { kind: "none" };

/**
 * What a stroke means after the strokes of a sequence that has begun: a shortcut is found, a sequence has begun or goes on, or nothing.
 * Of several shortcuts for the same keys the one that was registered last counts.
 */
export function matchShortcut<Found extends Shortcut>(
  shortcuts: readonly Found[],
  begun: readonly Stroke[],
  stroke: Stroke,
  context: PressContext,
): Match<Found> {
  const pressed = [...begun, stroke];
  const open = shortcuts.filter((shortcut) => shortcut.layer === context.layer && (!context.inField || shortcut.inFields));
  let goesOn = false;
  for (const shortcut of open.toReversed()) {
    for (const keys of shortcut.keys) {
      const strokes = parseKeys(keys);
      if (isCharacter(strokes[0] ?? stroke) && (context.inField || !context.charactersOn)) continue;
      if (!pressed.every((each, index) => strokes[index] && sameStroke(each, strokes[index]))) continue;
      if (strokes.length === pressed.length) return { kind: "found", shortcut };
      goesOn = true;
    }
  }
  if (goesOn) return { kind: "begun", strokes: pressed };
  return begun.length > 0 ? matchShortcut(shortcuts, [], stroke, context) : { kind: "none" };
}
