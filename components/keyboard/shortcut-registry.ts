import { matchShortcut, type Shortcut } from "./match-shortcut";
import { type KeyPress, type Stroke, strokeOf } from "./stroke";

/** Answers false where the key means nothing here; then the browser does what it does. */
export type ShortcutHandler = (event: KeyboardEvent) => unknown;

export type RegisteredShortcut = Shortcut & { run: ShortcutHandler };

/** What can be pressed now, and whether plain characters are among it. A new object after every change. */
export type ShortcutSnapshot = { shortcuts: readonly RegisteredShortcut[]; charactersOn: boolean };

/** How long a sequence such as G S may pause. */
const sequenceMs = 1200;

const bareModifiers = new Set(["Control", "Shift", "Alt", "Meta", "AltGraph", "CapsLock"]);

export type ShortcutRegistry = ReturnType<typeof createShortcutRegistry>;

/** Keeps what was registered, which layers are open and which sequence has begun. It knows no document and no clock: both come with a press. */
export function createShortcutRegistry() {
  let registered: readonly RegisteredShortcut[] = [];
  let layers: readonly number[] = [];
  let begun: { strokes: readonly Stroke[]; at: number } = { strokes: [], at: 0 };
  let snapshot: ShortcutSnapshot = { shortcuts: registered, charactersOn: true };
  const listeners = new Set<() => void>();

  const change = (next: Partial<ShortcutSnapshot>) => {
    snapshot = { ...snapshot, ...next };
    for (const listener of listeners) listener();
  };
  const keep = (next: readonly RegisteredShortcut[]) => {
    registered = next;
    change({ shortcuts: next });
  };

  return {
    /** Adds a shortcut. @returns what takes it away again */
    register(shortcut: RegisteredShortcut): () => void {
      keep([...registered, shortcut]);
      return () => keep(registered.filter((each) => each !== shortcut));
    },
    /** Says that a dialog of this layer is open. @returns what says that it closed */
    openLayer(layer: number): () => void {
      layers = [...layers, layer];
      return () => {
        const at = layers.lastIndexOf(layer);
        layers = layers.filter((_, index) => index !== at);
      };
    },
    switchCharacters(on: boolean): void {
      change({ charactersOn: on });
    },
    /** The shortcut that a press completes, or null; a press that begins or goes on with a sequence is remembered. */
    find(press: KeyPress, { inField, at }: { inField: boolean; at: number }): RegisteredShortcut | null {
      if (bareModifiers.has(press.key)) return null;
      const strokes = at - begun.at < sequenceMs ? begun.strokes : [];
      const context = { layer: Math.max(0, ...layers), inField, charactersOn: snapshot.charactersOn };
      const match = matchShortcut(registered, strokes, strokeOf(press), context);
      begun = match.kind === "begun" ? { strokes: match.strokes, at } : { strokes: [], at: 0 };
      return match.kind === "found" ? match.shortcut : null;
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: (): ShortcutSnapshot => snapshot,
  };
}
