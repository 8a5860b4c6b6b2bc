import type { KeyboardEvent } from "react";
import { findPlace, inOrder, type NodeId } from "./tree";
import type { Builder } from "./use-builder";

/** What a key did: the focus is to go to the part, or to the first thing to fill in there; or nothing more. */
export type KeyDone = "moved" | "value" | "done" | null;

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "target">;

/** Keys on a part of the tree. Inside its fields only Escape, Undo on an empty field and Alt with arrows are ours. */
export function builderKey(event: Press, builder: Builder, { characters, add }: { characters: boolean; add: () => void }): KeyDone {
  const { key } = event;
  const id = builder.focus;
  const onPart = event.target instanceof HTMLElement && event.target.dataset.node !== undefined;
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey && (key === "ArrowUp" || key === "ArrowDown")) {
    builder.edit({ do: "step", id, by: key === "ArrowUp" ? -1 : 1 });
    return "moved";
  }
  if (control && key.toLowerCase() === "z" && (onPart || !hasText(event.target))) {
    if (event.shiftKey) builder.redo();
    else builder.undo();
    return "moved";
  }
  if (!onPart) return key === "Escape" && isPlainInput(event.target) ? "moved" : null;
  if (control) {
    if (key.toLowerCase() !== "d") return null;
    builder.edit({ do: "duplicate", id });
    return "moved";
  }
  switch (key) {
    case "ArrowDown":
    case "ArrowUp":
      return goTo(builder, neighbour(builder, id, key === "ArrowDown" ? 1 : -1));
    case "ArrowLeft":
      return goTo(builder, parentOf(builder, id));
    case "ArrowRight":
      return goTo(builder, neighbour(builder, id, 1));
    case "Home":
      return goTo(builder, builder.root.id);
    case "End":
      return goTo(builder, inOrder(builder.root).at(-1)?.id ?? null);
    case "Enter":
      return "value";
    case "Delete":
    case "Backspace":
      builder.edit({ do: "remove", id });
      return "moved";
    default:
      return characters ? letter(key.toLowerCase(), builder, id, add) : null;
  }
}

function letter(key: string, builder: Builder, id: NodeId, add: () => void): KeyDone {
  const node = inOrder(builder.root).find((each) => each.id === id);
  switch (key) {
    case "g":
      builder.edit({ do: "wrap", id });
      return "moved";
    case "u":
      builder.edit({ do: "unwrap", id });
      return "moved";
    case "+":
    case "c":
      add();
      return "done";
    case "a":
    case "o":
    case "n": {
      const match = key === "a" ? "all" : key === "o" ? "any" : "none";
      if (node?.kind === "group") builder.edit({ do: "match", id, match });
      else if (node?.kind === "relation") builder.edit({ do: "how", id, how: { match: key === "n" ? "none" : "any" } });
      else if (node?.kind === "member") builder.edit({ do: "set member", id, no: node.no, is: key !== "n" });
      else return null;
      return "done";
    }
    default:
      return null;
  }
}

function goTo(builder: Builder, id: NodeId | null): KeyDone {
  if (id === null) return "done";
  builder.lookAt(id);
  return "moved";
}

function neighbour({ root }: Builder, id: NodeId, by: 1 | -1): NodeId | null {
  const parts = inOrder(root);
  return parts[parts.findIndex((part) => part.id === id) + by]?.id ?? null;
}

function parentOf({ root }: Builder, id: NodeId): NodeId | null {
  const place = findPlace(root, id);
  if (!place) return null;
  return findPlace(root, place.parent.id)?.node.id ?? root.id;
}

function isPlainInput(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.getAttribute("aria-expanded") !== "true";
}

function hasText(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.value !== "";
}
