"use client";

import { ArrowDown, ArrowUp, ClipboardPaste, Copy, CopyPlus, Ellipsis, Group, Quote, Trash2, Ungroup } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { useBuilderShared } from "./builder-context";
import { wordsOfNode } from "./builder-words";
import type { BuilderNode } from "./tree";

/** What can be done with a part, each with its key. The root can neither be moved nor taken away. */
export function PartMenu({ node, isRoot = false }: { node: BuilderNode; isRoot?: boolean }) {
  const { builder, copy, paste } = useBuilderShared();
  const { id } = node;
  return (
    <Menu
      trigger={
        <IconButton
          label={`More about: ${wordsOfNode(node, builder.names)}`}
          icon={<Ellipsis aria-hidden />}
          tabIndex={-1}
          className="opacity-0 group-hover/part:opacity-100 group-focus-within/part:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
        />
      }
    >
      {isRoot ? null : (
        <>
          <MenuItem icon={<ArrowUp aria-hidden />} keys="Alt ↑" onSelect={() => builder.edit({ do: "step", id, by: -1 })}>
            Move up
          </MenuItem>
          <MenuItem icon={<ArrowDown aria-hidden />} keys="Alt ↓" onSelect={() => builder.edit({ do: "step", id, by: 1 })}>
            Move down
          </MenuItem>
          <MenuItem icon={<Group aria-hidden />} keys="G" onSelect={() => builder.edit({ do: "wrap", id })}>
            Put in a group
          </MenuItem>
          {node.kind === "group" ? (
            <MenuItem icon={<Ungroup aria-hidden />} keys="U" onSelect={() => builder.edit({ do: "unwrap", id })}>
              Take the group apart
            </MenuItem>
          ) : null}
          <MenuItem icon={<CopyPlus aria-hidden />} keys="Ctrl D" onSelect={() => builder.edit({ do: "duplicate", id })}>
            Duplicate
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      <MenuItem icon={<Copy aria-hidden />} keys="Ctrl C" onSelect={() => copy(id, "json")}>
        Copy
      </MenuItem>
      <MenuItem icon={<Quote aria-hidden />} onSelect={() => copy(id, "words")}>
        Copy in plain words
      </MenuItem>
      <MenuItem icon={<ClipboardPaste aria-hidden />} keys="Ctrl V" onSelect={() => paste(id)}>
        Paste here
      </MenuItem>
      {isRoot ? null : (
        <>
          <MenuSeparator />
          <MenuItem icon={<Trash2 aria-hidden />} keys="Delete" onSelect={() => builder.edit({ do: "remove", id })}>
            Take away
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
