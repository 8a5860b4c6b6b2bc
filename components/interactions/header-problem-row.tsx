"use client";

import { CircleX } from "lucide-react";
import { type FormEvent, type ReactElement, type ReactNode, useState, useTransition } from "react";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { refusalWords, unreachableWords } from "@/components/segments/refusal-words";
import type { SegmentActions } from "@/components/segments/segment-actions";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { ErrorMessage } from "@/components/ui/error-message";
import { Popover } from "@/components/ui/popover";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { unreadableWords } from "@/lib/consent/unreachable-words";
import type { HeaderProblem } from "@/lib/logging/types";
import type { HeaderChanges } from "@/lib/segmentation/schema";
import { CheckRow } from "./check-list";

const words: Record<HeaderProblem, { title: string; detail: string; link: string }> = {
  no_description: {
    title: "The segment has no description",
    detail: "Every interaction takes it as its title, for example “Spring letter”.",
    link: "Open the worksheet",
  },
  no_template: {
    title: "The segment has no interaction template",
    detail: "The template says what kind of interaction this is.",
    link: "Open the worksheet",
  },
  no_lines: { title: "Nobody is on the segment", detail: "There is nothing to log yet.", link: "Add contacts" },
  already_logged: {
    title: "A segment of this number was logged before",
    detail: "A number is logged once.",
    link: "Back to the worksheet",
  },
  suppression_unreadable: {
    title: "A suppression segment cannot be read",
    detail: "Nobody is logged while it is not known who must not be reached.",
    link: "Open the worksheet",
  },
};

export type HeaderProblemRowProps = {
  segmentNo: string;
  headerVersion: number;
  problem: HeaderProblem;
  /** Suppression segments that cannot be read. */
  unreadable: readonly string[];
  /** Who may repair is offered to. */
  editable: boolean;
  updateHeader: SegmentActions["updateHeader"];
  loadLookup: LoadLookup;
};

/** Something of the header that stops the log: what is missing is filled in right here, the rest on the worksheet. */
export function HeaderProblemRow({
  segmentNo,
  headerVersion,
  problem,
  unreadable,
  editable,
  updateHeader,
  loadLookup,
}: HeaderProblemRowProps) {
  const [pending, start] = useTransition();
  const [refusal, setRefusal] = useState<string | null>(null);
  const { title, detail, link } = words[problem];
  const save = (changes: HeaderChanges) =>
    start(async () => {
      const answer = await updateHeader({ segmentNo, headerVersion, changes }).catch(() => null);
      setRefusal(answer === null ? unreachableWords : answer.ok ? null : refusalWords(answer.error));
    });
  const button = (label: string) => (
    <Button pending={pending} pendingLabel="Saving">
      {label}
    </Button>
  );
  return (
    <CheckRow
      icon={<CircleX aria-hidden />}
      tone="danger"
      title={title}
      detail={
        <>
          {problem === "suppression_unreadable" ? `${unreadableWords(unreadable)} ${detail}` : detail}
          {refusal ? <ErrorMessage>{refusal}</ErrorMessage> : null}
        </>
      }
      actions={
        <>
          <TextLink href={`/segments/${encodeURIComponent(segmentNo)}`}>{link}</TextLink>
          {editable && problem === "no_template" ? (
            <Repair label="Choose a template" trigger={button("Choose a template…")}>
              <Combobox
                autoFocus
                label="Interaction template"
                placeholder="Choose"
                loadOptions={(search) => loadLookup("template", search)}
                onValueChange={(option) => option && save({ interactionTemplateCode: option.value })}
              />
            </Repair>
          ) : null}
          {editable && problem === "no_description" ? (
            <Repair label="Write a description" trigger={button("Write a description…")}>
              <DescriptionForm pending={pending} onSave={(description) => save({ description })} />
            </Repair>
          ) : null}
        </>
      }
    />
  );
}

function Repair({ label, trigger, children }: { label: string; trigger: ReactElement; children: ReactNode }) {
  return (
    <Popover label={label} trigger={trigger} align="end">
      <div className="w-72 max-w-full p-2.5">{children}</div>
    </Popover>
  );
}

function DescriptionForm({ pending, onSave }: { pending: boolean; onSave: (description: string) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSave(String(new FormData(event.currentTarget).get("description") ?? ""));
  };
  return (
    <form onSubmit={submit} className="grid gap-2.5">
      <TextField label="Description" name="description" autoFocus required maxLength={100} autoComplete="off" placeholder="Spring letter" />
      <Button type="submit" pending={pending} pendingLabel="Saving" className="justify-self-end">
        Save
      </Button>
    </form>
  );
}
