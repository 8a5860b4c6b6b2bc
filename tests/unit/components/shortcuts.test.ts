import { describe, expect, it, vi } from "vitest";
import { matchShortcut, type Shortcut } from "@/components/keyboard/match-shortcut";
import { createShortcutRegistry } from "@/components/keyboard/shortcut-registry";
import { type KeyPress, parseKeys, strokeOf } from "@/components/keyboard/stroke";

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});
const shortcut = (keys: string | string[], more: Partial<Shortcut> = {}): Shortcut => ({
  keys: [keys].flat(),
  label: [keys].flat().join(),
  group: "Test",
  layer: 0,
  inFields: false,
  ...more,
});
const page = { layer: 0, inField: false, charactersOn: true };

describe("keys as people write them", () => {
  it("are read into strokes, modifiers with the key behind them", () => {
    expect(parseKeys("Ctrl Shift Z")).toEqual([{ key: "Z", ctrl: true, shift: true, alt: false }]);
    expect(parseKeys("G S").map((stroke) => stroke.key)).toEqual(["G", "S"]);
    expect(parseKeys("Shift ↓")).toEqual([{ key: "ArrowDown", ctrl: false, shift: true, alt: false }]);
    expect(parseKeys("Esc")).toEqual([{ key: "Escape", ctrl: false, shift: false, alt: false }]);
  });

  it("count letters alike with and without caps lock, and Cmd as Ctrl", () => {
    expect(strokeOf(press("a"))).toEqual(strokeOf(press("A")));
    expect(strokeOf(press("z", { metaKey: true }))).toEqual(strokeOf(press("z", { ctrlKey: true })));
  });

  it("count signs as typed, whatever was held for them", () => {
    expect(strokeOf(press("?", { shiftKey: true }))).toEqual(parseKeys("?")[0]);
    expect(strokeOf(press("[", { ctrlKey: true, altKey: true }))).toEqual(parseKeys("[")[0]);
  });

  it("are found by their place on a keyboard without Latin letters", () => {
    expect(strokeOf(press("ф", { code: "KeyA" }))).toEqual(parseKeys("A")[0]);
  });
});

describe("a press", () => {
  const found = (shortcuts: Shortcut[], pressed: KeyPress, context = page) => {
    const match = matchShortcut(shortcuts, [], strokeOf(pressed), context);
    return match.kind === "found" ? match.shortcut.label : match.kind;
  };

  it("finds its shortcut, and of two the one registered last", () => {
    const shortcuts = [shortcut("A", { label: "first" }), shortcut(["K", "A"], { label: "second" })];
    expect(found(shortcuts, press("a"))).toBe("second");
    expect(found(shortcuts, press("k"))).toBe("second");
    expect(found(shortcuts, press("b"))).toBe("none");
  });

  it("with something held is another key than without", () => {
    expect(found([shortcut("A")], press("a", { ctrlKey: true }))).toBe("none");
    expect(found([shortcut("A")], press("A", { shiftKey: true }))).toBe("none");
    expect(found([shortcut("Ctrl A")], press("a", { ctrlKey: true }))).toBe("Ctrl A");
  });

  it("of a plain character never counts in a field, nor when characters are switched off", () => {
    const everywhere = shortcut("A", { inFields: true });
    expect(found([everywhere], press("a"), { ...page, inField: true })).toBe("none");
    expect(found([everywhere], press("a"), { ...page, charactersOn: false })).toBe("none");
    expect(found([shortcut("G S")], press("g"), { ...page, charactersOn: false })).toBe("none");
    expect(
      found([shortcut("Ctrl Enter", { inFields: true })], press("Enter", { ctrlKey: true }), {
        ...page,
        inField: true,
        charactersOn: false,
      }),
    ).toBe("Ctrl Enter");
    expect(found([shortcut("Ctrl Z")], press("z", { ctrlKey: true }), { ...page, inField: true })).toBe("none");
  });

  it("reaches the topmost layer only", () => {
    const shortcuts = [shortcut("A", { label: "page" }), shortcut("Esc", { label: "dialog", layer: 1 })];
    expect(found(shortcuts, press("a"), { ...page, layer: 1 })).toBe("none");
    expect(found(shortcuts, press("Escape"), { ...page, layer: 1 })).toBe("dialog");
  });
});

describe("a sequence", () => {
  const go = () => {
    const registry = createShortcutRegistry();
    const run = vi.fn();
    registry.register({ ...shortcut("G S"), run });
    registry.register({ ...shortcut("S", { label: "alone" }), run });
    const at = (time: number, pressed: KeyPress, inField = false) => registry.find(pressed, { at: time, inField })?.label ?? null;
    return { registry, at };
  };

  it("is complete with its last key", () => {
    const { at } = go();
    expect([at(0, press("g")), at(400, press("s"))]).toEqual([null, "G S"]);
  });

  it("goes on through bare modifiers, and is forgotten after a pause", () => {
    const { at } = go();
    expect([at(0, press("g")), at(100, press("Shift")), at(200, press("s"))]).toEqual([null, null, "G S"]);
    expect([at(5_000, press("g")), at(6_300, press("s"))]).toEqual([null, "alone"]);
  });

  it("that breaks off leaves the key its own meaning", () => {
    const { registry, at } = go();
    registry.register({ ...shortcut("X"), run: () => undefined });
    expect([at(0, press("g")), at(100, press("x")), at(200, press("s"))]).toEqual([null, "X", "alone"]);
  });

  it("ends when its shortcut is taken away or a dialog opens", () => {
    const registry = createShortcutRegistry();
    const takeAway = registry.register({ ...shortcut("A"), run: () => undefined });
    const close = registry.openLayer(1);
    expect(registry.find(press("a"), { at: 0, inField: false })).toBeNull();
    close();
    expect(registry.find(press("a"), { at: 1, inField: false })?.label).toBe("A");
    takeAway();
    expect(registry.find(press("a"), { at: 2, inField: false })).toBeNull();
    expect(registry.snapshot().shortcuts).toEqual([]);
  });

  it("tells listeners, and only those that still listen, what can be pressed", () => {
    const registry = createShortcutRegistry();
    const heard = vi.fn();
    const stop = registry.subscribe(heard);
    registry.register({ ...shortcut("A"), run: () => undefined });
    registry.switchCharacters(false);
    stop();
    registry.register({ ...shortcut("B"), run: () => undefined });
    expect(heard).toHaveBeenCalledTimes(2);
    expect(registry.snapshot().charactersOn).toBe(false);
  });
});
