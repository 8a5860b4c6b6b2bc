"use client";

import { Layers } from "lucide-react";
import { Combobox } from "@/components/ui/combobox";
import { Select } from "@/components/ui/select";
import { nameKey } from "@/lib/filters/words";
import { useBuilderShared } from "./builder-context";
import { type At, Count, Handle, Item, rowLine } from "./part-line";
import { PartMenu } from "./part-menu";
import type { MemberNode } from "./tree";

const memberChoices = [
  { value: "yes", label: "is on" },
  { value: "no", label: "is not on" },
] as const;
const loggedChoices = [
  { value: "yes", label: "was on" },
  { value: "no", label: "was not on" },
] as const;

/** On a segment, or not. */
export function MemberPart({ node, at }: { node: MemberNode; at: At }) {
  const { builder, loadLookup } = useBuilderShared();
  const logged = node.of === "loggedSegment";
  const label = logged ? "Logged segment" : "Segment";
  const { no } = node;
  return (
    <Item node={node} at={at} className="border-t border-line-soft bg-inherit">
      <div className={rowLine}>
        <Handle node={node} />
        <Layers className="icon-s text-ink-3" aria-hidden />
        <span className="flex-none pl-0.5 font-medium">{label}</span>
        <Select
          plain
          label={`${label}, on it or not`}
          labelHidden
          options={logged ? loggedChoices : memberChoices}
          value={node.is ? "yes" : "no"}
          onValueChange={(next) => builder.edit({ do: "set member", id: node.id, no, is: next === "yes" })}
        />
        <div data-values className="min-w-0 flex-1 max-sm:order-last max-sm:w-full max-sm:flex-none">
          <Combobox
            label={label}
            labelHidden
            size="control"
            placeholder="choose"
            value={no === null ? null : { value: no, label: builder.names.get(nameKey(node.of, no)) ?? no }}
            loadOptions={(search) => loadLookup(node.of, search)}
            onValueChange={(option) => {
              if (option) builder.learn(node.of, option);
              builder.edit({ do: "set member", id: node.id, no: option?.value ?? null, is: node.is });
            }}
            className="max-w-80"
          />
        </div>
        <span className="flex-1 sm:hidden" />
        <PartMenu node={node} />
        <Count id={node.id} />
      </div>
    </Item>
  );
}
