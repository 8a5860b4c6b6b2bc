"use client";

import { classNames } from "@/components/ui/class-names";
import { Select } from "@/components/ui/select";
import { sectionOf } from "@/lib/filters/catalogue";
import { useBuilderShared } from "./builder-context";
import { groupChoices } from "./builder-words";
import type { GroupNode, RelationNode } from "./tree";

/** All of, any of, none of. */
export function GroupMatch({ node, inside }: { node: GroupNode; inside?: RelationNode }) {
  const { builder } = useBuilderShared();
  const negative = node.match === "none" || node.match === "notAll";
  return (
    <Select
      plain
      label={inside ? `What its conditions have in common: ${sectionOf(inside.relation).one}` : "What its conditions have in common"}
      labelHidden
      options={groupChoices}
      value={node.match}
      onValueChange={(match) => match && builder.edit({ do: "match", id: node.id, match })}
      className={classNames("font-semibold", negative && "text-removed")}
    />
  );
}
