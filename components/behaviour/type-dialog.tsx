"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorMessage } from "@/components/ui/error-message";
import { FormDialog } from "@/components/ui/form-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { NumberField } from "@/components/ui/number-field";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { useForm } from "@/components/ui/use-form";
import { kindWords, saveBehaviourTypeSchema } from "@/lib/behaviour/schema";
import type { BehaviourType } from "@/lib/behaviour/types";
import { type PropertyKind, propertyKinds, propertyWords } from "@/lib/filters/properties";
import { type BehaviourActions, behaviourWords } from "./behaviour-actions";

type PropertyDraft = { id: number; name: string; kind: PropertyKind; options: string; known: boolean };

type TypeDialogProps = { type: BehaviourType | null; keptOtherwise: string; saveType: BehaviourActions["saveType"]; onClose: () => void };

const kindOptions = propertyKinds.map((value) => ({ value, label: kindWords[value] }));

/** A type, new or as it is: what it is called, what its rows hold, and how long they are kept. */
export function TypeDialog({ type, keptOtherwise, saveType, onClose }: TypeDialogProps) {
  const [code, setCode] = useState(type?.code ?? "");
  const [description, setDescription] = useState(type?.description ?? "");
  const [keepDays, setKeepDays] = useState(type?.keepDays ?? null);
  const [properties, setProperties] = useState<readonly PropertyDraft[]>(
    (type?.properties ?? []).map(({ name, kind, options }, id) => ({ id, name, kind, options: options.join(", "), known: true })),
  );
  const { refusals, pending, send } = useForm();
  const { toast } = useToast();
  const set = (id: number, change: Partial<PropertyDraft>) =>
    setProperties(properties.map((property) => (property.id === id ? { ...property, ...change } : property)));
  const add = () =>
    setProperties([...properties, { id: (properties.at(-1)?.id ?? -1) + 1, name: "", kind: "text", options: "", known: false }]);
  const submit = () => {
    const request = {
      ...{ code, description, keepDays, isNew: type === null },
      properties: properties.map(({ name, kind, options }) => ({
        ...{ name, kind },
        options: kind === "choice" ? options.split(",").flatMap((option) => option.trim() || []) : [],
      })),
    };
    const onSaved = () => {
      toast({ text: "Saved. Filters offer it from now on." });
      onClose();
    };
    send({ schema: saveBehaviourTypeSchema, request, save: saveType, words: behaviourWords, onSaved });
  };
  return (
    <FormDialog
      title={type ? `Type ${type.code}` : "New type of behaviour"}
      submitLabel="Save type"
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {type ? null : (
          <TextField
            label="Code"
            hint="As it is sent: visited, bought."
            value={code}
            maxLength={40}
            error={refusals.code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
        <TextField
          label="Name"
          hint="As filters and contacts show it."
          value={description}
          maxLength={100}
          error={refusals.description}
          onChange={(event) => setDescription(event.target.value)}
        />
        <NumberField
          label="Kept for"
          aside="optional"
          unitAfter="days"
          min={1}
          max={36_500}
          hint={`Without: as long as all others, ${keptOtherwise}.`}
          value={keepDays}
          error={refusals.keepDays}
          onValueChange={setKeepDays}
        />
      </div>
      <fieldset className="mt-5">
        <legend className="mb-1.5 text-xs font-medium text-ink-2">Properties</legend>
        <p className="mb-2 text-xs text-pretty text-ink-3">
          What a row holds, by the name it is sent under. A property holds one kind of value in every type, and stays once it is saved.
        </p>
        <ul className="grid gap-2">
          {properties.map(({ id, name, kind, options, known }, index) => (
            <li key={id} className="grid grid-cols-[minmax(0,1fr)_150px_28px] items-start gap-2 max-sm:grid-cols-[minmax(0,1fr)_28px]">
              <TextField
                label={`Name of property ${index + 1}`}
                labelHidden
                size="control"
                code
                placeholder="page"
                disabled={known}
                value={name}
                maxLength={40}
                error={refusals[`properties.${index}`]}
                trailing={name === "" ? null : <span className="text-xs text-ink-3">{propertyWords(name)}</span>}
                onChange={(event) => set(id, { name: event.target.value })}
              />
              <Select
                label={`What property ${index + 1} holds`}
                labelHidden
                size="control"
                options={kindOptions}
                disabled={known}
                value={kind}
                onValueChange={(next) => next && set(id, { kind: next })}
                className="max-sm:order-last"
              />
              {known ? (
                <span />
              ) : (
                <IconButton
                  label={`Take away property ${index + 1}`}
                  icon={<X aria-hidden />}
                  onClick={() => setProperties(properties.filter((other) => other.id !== id))}
                />
              )}
              {kind === "choice" ? (
                <TextField
                  label={`Options of property ${index + 1}`}
                  labelHidden
                  size="control"
                  placeholder="Basic, Pro"
                  value={options}
                  onChange={(event) => set(id, { options: event.target.value })}
                  className="sm:col-span-2"
                />
              ) : null}
            </li>
          ))}
        </ul>
        <Button variant="ghost" icon={<Plus aria-hidden />} onClick={add} className="mt-1.5">
          Property
        </Button>
      </fieldset>
      <ErrorMessage>{refusals.form}</ErrorMessage>
    </FormDialog>
  );
}
