/** One press: a key with what was held down. `ctrl` stands for Cmd on a Mac as well. */
export type Stroke = { key: string; ctrl: boolean; shift: boolean; alt: boolean };

/** What of a keyboard event decides; a `KeyboardEvent` fits. */
export type KeyPress = { key: string; code: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean };

const modifiers = new Set(["Ctrl", "Shift", "Alt"]);
const keyNames: Record<string, string> = {
  "↑": "ArrowUp",
  "↓": "ArrowDown",
  "←": "ArrowLeft",
  "→": "ArrowRight",
  Esc: "Escape",
  Space: " ",
};

/**
 * Reads keys as people write them: "A", "Ctrl Shift Z", "G S" (first G, then S), "?", "Esc". A modifier belongs to the key behind it, so
 * the same words stand on buttons, in the help and in the code.
 */
export function parseKeys(keys: string): readonly Stroke[] {
  const strokes: Stroke[] = [];
  const held = new Set<string>();
  for (const word of keys.split(" ")) {
    if (modifiers.has(word)) {
      held.add(word);
      continue;
    }
    const name = keyNames[word] ?? word;
    strokes.push({
      key: name.length === 1 ? name.toUpperCase() : name,
      ctrl: held.has("Ctrl"),
      shift: held.has("Shift"),
      alt: held.has("Alt"),
    });
    held.clear();
  }
  return strokes;
}

/**
 * The stroke of an event. Letters count in upper case; on a keyboard without Latin letters the place of the key stands in for them.
 * Signs count as typed, whatever was held to type them.
 */
export function strokeOf({ key, code, ctrlKey, metaKey, shiftKey, altKey }: KeyPress): Stroke {
  if (key.length !== 1) return { key, ctrl: ctrlKey || metaKey, shift: shiftKey, alt: altKey };
  const isForeign = key.charCodeAt(0) > 127 && /^Key[A-Z]$/.test(code);
  const sign = isForeign ? code.slice(3) : key.toUpperCase();
  if (/^[A-Z0-9 ]$/.test(sign)) return { key: sign, ctrl: ctrlKey || metaKey, shift: shiftKey, alt: altKey };
  const typedWithAltGr = ctrlKey && altKey;
  return { key: sign, ctrl: (ctrlKey || metaKey) && !typedWithAltGr, shift: false, alt: false };
}

/** Whether two strokes are the same. */
export function sameStroke(left: Stroke, right: Stroke): boolean {
  return left.key === right.key && left.ctrl === right.ctrl && left.shift === right.shift && left.alt === right.alt;
}

/** A stroke that types a character: such keys work outside of fields only, and can be switched off. */
export function isCharacter({ key, ctrl, alt }: Stroke): boolean {
  return key.length === 1 && !ctrl && !alt;
}
