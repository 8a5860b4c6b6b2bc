"use client";

import { GripVertical, Group, Layers, Plus, Share2 } from "lucide-react";
import { type DragEvent, Fragment, type ReactNode } from "react";
import { FieldIcon } from "@/components/filters/field-icon";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Combobox } from "@/components/ui/combobox";
import { formatNumber } from "@/components/ui/format";
import { Menu, MenuItem } from "@/components/ui/menu";
import { NumberField } from "@/components/ui/number-field";
import type { Option } from "@/components/ui/option";
import { Select } from "@/components/ui/select";
import { findField, sectionOf, sections } from "@/lib/filters/catalogue";
import { canBeSummed } from "@/lib/filters/resolve";
import type { RelationKey } from "@/lib/filters/schema";
import { nameKey } from "@/lib/filters/words";
import { useBuilderShared } from "./builder-context";
import { figureOps, groupChoices, howChoices, howKey, howOf, wordsOfNode } from "./builder-words";
import { choiceOf, choicesFor, choiceWords, withChoice } from "./operators";
import { PartMenu } from "./part-menu";
import { RowValues } from "./row-values";
import {
  type BuilderNode,
  type FigureHow,
  fieldOfRow,
  type GroupNode,
  isAsked,
  type MemberNode,
  type RelationNode,
  type RowNode,
} from "./tree";

type At = { relation: RelationKey | null; into: string; index: number };

/** One part with what is below it. */
function Part({ node, at }: { node: BuilderNode; at: At }) {
  switch (node.kind) {
    case "row":
      return <Row node={node} at={at} />;
    case "member":
      return <Member node={node} at={at} />;
    case "relation":
      return <Relation node={node} at={at} />;
    case "group":
      return <GroupBox node={node} at={at} />;
    default:
      return node satisfies never;
  }
}

/** A part in the list of its group. */
function Item({ node, at, className, children }: { node: BuilderNode; at: At; className?: string; children: ReactNode }) {
  const { drag } = useBuilderShared();
  return (
    <li
      data-part={node.id}
      data-into={at.into}
      data-index={at.index}
      className={classNames("relative", drag.id === node.id && "opacity-50", className)}
    >
      {children}
    </li>
  );
}

/** Stands for a part: it is dragged by it, and keys act on the part while it has the focus. Only that of the current part is a stop of Tab. */
function Handle({ node, isRoot = false }: { node: BuilderNode; isRoot?: boolean }) {
  const { builder, drag } = useBuilderShared();
  const start = (event: DragEvent) => {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    drag.start(node.id);
  };
  return (
    <button
      type="button"
      draggable={!isRoot}
      onDragStart={start}
      data-node={node.id}
      tabIndex={builder.focus === node.id ? 0 : -1}
      aria-label={wordsOfNode(node, builder.names)}
      className="focus-own grid size-6 flex-none cursor-grab place-items-center rounded-sm text-ink-3 outline-none hover:bg-hover"
    >
      <GripVertical className="icon-s" aria-hidden />
    </button>
  );
}

/** How many contacts a part matches alone. Room is kept, so that nothing moves when it comes. */
function Count({ id, strong = false }: { id: string; strong?: boolean }) {
  const { counts, counting } = useBuilderShared();
  const count = counts.get(id);
  return (
    <span className={classNames("num w-14 flex-none text-right", strong ? "font-semibold" : "text-ink-3", counting && "opacity-60")}>
      {count === undefined ? "" : formatNumber(count)}
    </span>
  );
}

/** The ring of the handle goes around the whole line. */
const line =
  "group/part flex min-h-9 items-center gap-x-1.5 gap-y-1 py-1 pr-3 pl-1 has-[[data-node]:focus-visible]:shadow-[var(--focus-inset)] has-[[data-node]:focus-visible]:rounded-sm";
const rowLine = `${line} max-sm:flex-wrap`;
/** What stands at the left in the head of a group; only this wraps on narrow screens. */
const head = "flex min-w-0 flex-1 flex-wrap items-center gap-x-1.5";

function Row({ node, at }: { node: RowNode; at: At }) {
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

const memberChoices = [
  { value: "yes", label: "is on" },
  { value: "no", label: "is not on" },
] as const;
const loggedChoices = [
  { value: "yes", label: "was on" },
  { value: "no", label: "was not on" },
] as const;

function Member({ node, at }: { node: MemberNode; at: At }) {
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

const box = "overflow-hidden rounded-l-lg border-y border-l border-line my-1.5 ml-8 max-sm:ml-3";

/** The bracket around what is asked of one and the same record. */
function Relation({ node, at }: { node: RelationNode; at: At }) {
  const { builder } = useBuilderShared();
  const section = sectionOf(node.relation);
  const { how, where } = node;
  const isMany = how.match === "all" || how.match === "aggregate" || (how.match === "count" && how.value !== 1);
  return (
    <Item node={node} at={at} className={classNames(box, "bg-surface")}>
      <div className={line} data-into={where.id} data-index={0} data-whole>
        <Handle node={node} />
        <div className={head}>
          <Share2 className="icon-s text-ink-3" aria-hidden />
          <Select
            plain
            label={`How ${section.many} are asked for`}
            labelHidden
            options={howChoices(node)}
            value={howKey(how)}
            onValueChange={(next) => next && builder.edit({ do: "how", id: node.id, how: howOf(next, how) })}
            className={how.match === "none" ? "text-removed" : undefined}
          />
          {how.match === "count" ? (
            <NumberField
              label={`How many ${section.many}`}
              labelHidden
              size="control"
              min={0}
              value={how.value}
              onValueChange={(value) => builder.edit({ do: "how", id: node.id, how: { ...how, value } }, `count ${node.id}`)}
              className="w-16"
            />
          ) : null}
          {how.match === "aggregate" ? <Figure node={node} how={how} /> : null}
          <span className="font-semibold">{isMany ? section.many : section.one}</span>
          {where.of.length > 1 ? <GroupMatch node={where} inside={node} /> : null}
          <span className="inline-flex h-[18px] items-center rounded-sm bg-press px-1.5 text-2xs text-ink-2">
            {section.throughCompany ? "same record of the company" : "same record"}
          </span>
        </div>
        <PartMenu node={node} />
        <Count id={node.id} strong />
      </div>
      <Children group={where} relation={node.relation} />
      <AddBar group={where} near={node.id} relation={node.relation} />
    </Item>
  );
}

/** The field that is summed up or counted, and how much it has to come to. */
function Figure({ node, how }: { node: RelationNode; how: FigureHow }) {
  const { builder, loadLookup } = useBuilderShared();
  const section = sectionOf(node.relation);
  const set = (change: Partial<FigureHow>, typing?: string) => builder.edit({ do: "how", id: node.id, how: { ...how, ...change } }, typing);
  const loadOptions = async (search: string): Promise<Option[]> => {
    const properties = node.relation === "behaviour" ? await loadLookup("behaviourProperty", search) : [];
    const fields = [...section.fields, ...properties.flatMap(({ value }) => findField(node.relation, value) ?? [])];
    return fields
      .filter((field) => (how.of === "distinct" || canBeSummed(field)) && field.label.toLowerCase().includes(search.trim().toLowerCase()))
      .map(({ key, label }) => ({ value: key, label }));
  };
  return (
    <>
      <Combobox
        label={`Field of ${section.many} that is taken`}
        labelHidden
        size="control"
        placeholder="field"
        value={how.field === null ? null : { value: how.field, label: findField(node.relation, how.field)?.label ?? how.field }}
        loadOptions={loadOptions}
        onValueChange={(option) => set({ field: option?.value ?? null })}
        className="w-36"
      />
      <Select plain label="How it compares" labelHidden options={figureOps} value={how.op} onValueChange={(op) => op && set({ op })} />
      <NumberField
        label="What it has to come to"
        labelHidden
        size="control"
        fractionDigits={how.of === "distinct" ? 0 : 2}
        value={how.value}
        onValueChange={(value) => set({ value }, `figure ${node.id}`)}
        className="w-24"
      />
      <span className="text-ink-3">of</span>
    </>
  );
}

/** All of, any of, none of. */
function GroupMatch({ node, inside }: { node: GroupNode; inside?: RelationNode }) {
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

function GroupBox({ node, at }: { node: GroupNode; at: At }) {
  return (
    <Item node={node} at={at} className={classNames(box, node.match === "any" ? "bg-sunken" : "bg-surface")}>
      <div className={line} data-into={node.id} data-index={0} data-whole>
        <Handle node={node} />
        <div className={head}>
          <GroupMatch node={node} />
        </div>
        <PartMenu node={node} />
        <Count id={node.id} strong />
      </div>
      <Children group={node} relation={at.relation} />
      <AddBar group={node} near={node.id} relation={at.relation} />
    </Item>
  );
}

/** The whole filter: the outermost group. */
export function RootGroup() {
  const { builder } = useBuilderShared();
  const { root } = builder;
  return (
    <Item node={root} at={{ relation: null, into: "", index: 0 }} className="overflow-hidden rounded-lg border border-line bg-surface">
      <div className={line} data-into={root.id} data-index={0} data-whole>
        <Handle node={root} isRoot />
        <div className={head}>
          <GroupMatch node={root} />
        </div>
        <PartMenu node={root} isRoot />
        <Count id={root.id} strong />
      </div>
      <Children group={root} relation={null} />
      <AddBar group={root} near={root.id} relation={null} />
    </Item>
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

/** What can be added to a group. */
function AddBar({ group, near, relation }: { group: GroupNode; near: string; relation: RelationKey | null }) {
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
