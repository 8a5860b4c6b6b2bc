"use client";

import { Fragment, type ReactNode } from "react";
import { sectionOf } from "@/lib/filters/catalogue";
import type { RelationKey } from "@/lib/filters/schema";
import { AddBar } from "./add-bar";
import { useBuilderShared } from "./builder-context";
import { GroupMatch } from "./group-match";
import { MemberPart } from "./member-part";
import { type At, Count, Handle, head, Item, line } from "./part-line";
import { PartMenu } from "./part-menu";
import { RelationHead } from "./relation-head";
import { RowPart } from "./row-part";
import type { BuilderNode, GroupNode, RelationNode } from "./tree";

/** The whole filter: the outermost group. */
export function RootGroup() {
  const { root } = useBuilderShared().builder;
  const at = { relation: null, into: "", index: 0 };
  return (
    <Bracket node={root} group={root} at={at} relation={null} className="overflow-hidden rounded-lg border border-line bg-surface">
      <GroupMatch node={root} />
    </Bracket>
  );
}

/** One part with what is below it. */
function Part({ node, at }: { node: BuilderNode; at: At }) {
  switch (node.kind) {
    case "row":
      return <RowPart node={node} at={at} />;
    case "member":
      return <MemberPart node={node} at={at} />;
    case "relation":
      return <Relation node={node} at={at} />;
    case "group":
      return <GroupBox node={node} at={at} />;
    default:
      return node satisfies never;
  }
}

const box = "overflow-hidden rounded-l-lg border-y border-l border-line my-1.5 ml-8 max-sm:ml-3";

/** A group with its head, what is in it, and what can be added. `node` is what the head stands for: the group, or the relation around it. */
function Bracket({ node, group, at, relation, className, children }: BracketProps) {
  const isRoot = at.into === "";
  return (
    <Item node={node} at={at} className={className}>
      <div className={line} data-into={group.id} data-index={0} data-whole>
        <Handle node={node} isRoot={isRoot} />
        <div className={head}>{children}</div>
        <PartMenu node={node} isRoot={isRoot} />
        <Count id={node.id} strong />
      </div>
      <Children group={group} relation={relation} />
      <AddBar group={group} near={node.id} relation={relation} />
    </Item>
  );
}

type BracketProps = {
  node: GroupNode | RelationNode;
  group: GroupNode;
  at: At;
  /** Whose fields are asked for inside. */
  relation: RelationKey | null;
  className: string;
  children: ReactNode;
};

/** The bracket around what is asked of one and the same record. */
function Relation({ node, at }: { node: RelationNode; at: At }) {
  return (
    <Bracket node={node} group={node.where} at={at} relation={node.relation} className={`${box} bg-surface`}>
      <RelationHead node={node} />
    </Bracket>
  );
}

function GroupBox({ node, at }: { node: GroupNode; at: At }) {
  const look = `${box} ${node.match === "any" ? "bg-sunken" : "bg-surface"}`;
  return (
    <Bracket node={node} group={node} at={at} relation={at.relation} className={look}>
      <GroupMatch node={node} />
    </Bracket>
  );
}

function Children({ group, relation }: { group: GroupNode; relation: RelationKey | null }) {
  const { drag } = useBuilderShared();
  if (group.of.length === 0) return <Nothing group={group} relation={relation} />;
  return (
    <ul className="min-w-0 bg-inherit">
      {group.of.map((node, index) => (
        <Fragment key={node.id}>
          {drag.drop?.into === group.id && drag.drop.index === index ? <DropLine /> : null}
          <Part node={node} at={{ relation, into: group.id, index }} />
        </Fragment>
      ))}
      {drag.drop?.into === group.id && drag.drop.index === group.of.length ? <DropLine /> : null}
    </ul>
  );
}

function DropLine() {
  return <li aria-hidden className="mx-2 h-0.5 rounded-full bg-accent-mid" />;
}

function Nothing({ group, relation }: { group: GroupNode; relation: RelationKey | null }) {
  const words =
    relation === null
      ? group.kept && group.match === "notAll"
        ? "Nobody."
        : "Nothing is asked for yet."
      : `Any ${sectionOf(relation).one}, whatever it holds.`;
  return <p className="border-t border-line-soft px-3 py-2 text-ink-3">{words}</p>;
}
