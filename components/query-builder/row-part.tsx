"use client";

import { FieldIcon } from "@/components/filters/field-icon";
import { Select } from "@/components/ui/select";
import { useBuilderShared } from "./builder-context";
import { choiceOf, choicesFor, choiceWords, withChoice } from "./operators";
import { type At, Count, Handle, Item, rowLine } from "./part-line";
import { PartMenu } from "./part-menu";
import { RowValues } from "./row-values";
import { fieldOfRow, isAsked, type RowNode } from "./tree";

/** A condition on a field. */
export function RowPart({ node, at }: { node: RowNode; at: At }) {
  const shared = useBuilderShared();
  const { builder } = shared;
  const field = fieldOfRow(node);
  const problem = builder.problems.get(node.id) ?? (field ? null : `There is no field “${node.field}” here.`);
  const choice = field && choiceOf(node, field);
  return (
    <Item node={node} at={at} className="border-t border-line-soft bg-inherit">
      <div className={rowLine}>
        <Handle node={node} />
        {field ? <FieldIcon type={field.type} /> : null}
        <span className="flex-none pl-0.5 font-medium">{field?.label ?? node.field}</span>
        {field && choice ? (
          <>
            <Select
              plain
              label={`Operator of ${field.label}`}
              labelHidden
              options={choicesFor(field)
                .concat(choicesFor(field).includes(choice) ? [] : [choice])
                .map((value) => ({ value, label: choiceWords(value, field) }))}
              value={choice}
              onValueChange={(next) => next && builder.edit({ do: "set row", id: node.id, operand: withChoice(node, next, field) })}
            />
            <div
              data-values
              className="flex min-w-0 flex-1 items-center gap-1.5 max-sm:order-last max-sm:w-full max-sm:flex-none max-sm:flex-wrap"
            >
              <RowValues
                row={node}
                field={field}
                choice={choice}
                sources={shared}
                set={(operand, typing) => builder.edit({ do: "set row", id: node.id, operand }, typing ? `value ${node.id}` : undefined)}
              />
            </div>
          </>
        ) : null}
        <span className="flex-1 sm:hidden" />
        <PartMenu node={node} />
        <Count id={node.id} />
      </div>
      {problem ? (
        <p role="alert" className="px-3 pb-1.5 pl-14 text-xs text-danger">
          {problem}
        </p>
      ) : isAsked(node) ? (
        <p className="px-3 pb-1.5 pl-14 text-xs text-warn">{[`Fill in: ${node.ask.name}.`, node.ask.hint].join(" ")}</p>
      ) : builder.unfinished.has(node.id) ? (
        <p className="px-3 pb-1.5 pl-14 text-xs text-ink-3">Nothing is asked for yet, so the numbers leave it out.</p>
      ) : null}
    </Item>
  );
}
