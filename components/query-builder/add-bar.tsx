"use client";

import { Group, Layers, Plus, Share2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Menu, MenuItem } from "@/components/ui/menu";
import { sections } from "@/lib/filters/catalogue";
import type { RelationKey } from "@/lib/filters/schema";
import { useBuilderShared } from "./builder-context";
import type { GroupNode } from "./tree";

/** What can be added to a group. */
export function AddBar({ group, near, relation }: { group: GroupNode; near: string; relation: RelationKey | null }) {
  const { builder, addNear, focusOn, drag, segmentsOnly } = useBuilderShared();
  const add = (part: Parameters<typeof builder.edit>[0] & { do: "add" }) => {
    builder.edit(part);
    focusOn(true);
  };
  return (
    <div
      data-into={group.id}
      data-index={group.of.length}
      data-whole
      className={classNames("flex flex-wrap border-t border-line-soft px-1 py-0.5", drag.id && "bg-hover")}
    >
      {segmentsOnly ? null : (
        <Button variant="ghost" icon={<Plus aria-hidden />} onClick={() => addNear(near)}>
          Condition
        </Button>
      )}
      <Button
        variant="ghost"
        icon={<Group aria-hidden />}
        onClick={() => add({ do: "add", near, part: { add: "group", match: group.match === "all" ? "any" : "all" } })}
      >
        Group
      </Button>
      {relation === null ? (
        <>
          {segmentsOnly ? null : (
            <Menu
              align="start"
              trigger={
                <Button variant="ghost" icon={<Share2 aria-hidden />}>
                  Related record
                </Button>
              }
            >
              {sections.map(({ key, one }) =>
                key === "contact" ? null : (
                  <MenuItem key={key} onSelect={() => add({ do: "add", near, part: { add: "relation", relation: key } })}>
                    {one}
                  </MenuItem>
                ),
              )}
            </Menu>
          )}
          <Menu
            align="start"
            trigger={
              <Button variant="ghost" icon={<Layers aria-hidden />}>
                Segment
              </Button>
            }
          >
            <MenuItem onSelect={() => add({ do: "add", near, part: { add: "member", of: "segment", no: null } })}>Segment</MenuItem>
            <MenuItem onSelect={() => add({ do: "add", near, part: { add: "member", of: "loggedSegment", no: null } })}>
              Logged segment
            </MenuItem>
          </Menu>
        </>
      ) : null}
    </div>
  );
}
