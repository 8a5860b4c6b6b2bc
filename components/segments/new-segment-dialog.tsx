"use client";

import { Plus } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useId, useState, useTransition } from "react";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import type { CreateLiveAction } from "@/components/live-segments/live-actions";
import { liveRefusal } from "@/components/live-segments/live-words";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import type { Option } from "@/components/ui/option";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { TextField } from "@/components/ui/text-field";
import type { ActionState, RequestError } from "@/lib/request/action-state";
import type { SegmentationError } from "@/lib/segmentation/errors";
import type { CreateSegment } from "@/lib/segmentation/schema";
import { refusalWords } from "./refusal-words";

export type CreateSegmentAction = (request: CreateSegment) => Promise<ActionState<{ segmentNo: string }, SegmentationError>>;

export type NewSegmentProps = {
  create: CreateSegmentAction;
  createLive: CreateLiveAction;
  loadLookup: LoadLookup;
  /** The signed-in person as a salesperson, who is responsible unless another one is chosen. */
  ownSalesperson: Option | null;
  label?: string | undefined;
};

/** *New segment*, the primary button of the list, with its dialog. The key N opens it, and so does `?new` in the address, or `?new=Its description`. */
export function NewSegment({ label = "New segment", ...form }: NewSegmentProps) {
  const [pressed, setPressed] = useState(false);
  const search = useSearchParams();
  const asked = search.get("new");
  const open = pressed || asked !== null;
  const setOpen = (next: boolean) => {
    setPressed(next);
    if (next || asked === null) return;
    const rest = new URLSearchParams(search);
    rest.delete("new");
    window.history.replaceState(null, "", rest.size > 0 ? `?${rest}` : window.location.pathname);
  };
  useShortcut("N", () => setOpen(true), { label: "New segment" });
  return (
    <>
      <Button variant="primary" icon={<Plus aria-hidden />} keys="N" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="New segment" size="md" bare keepOnOutsidePress>
        {open ? <NewSegmentForm {...form} description={asked ?? ""} onCancel={() => setOpen(false)} /> : null}
      </Dialog>
    </>
  );
}

const kinds = [
  { value: "static", label: "Static" },
  { value: "dynamic", label: "Dynamic" },
  { value: "compound", label: "Compound" },
] as const;
type SegmentKind = (typeof kinds)[number]["value"];

const kindWords: Record<SegmentKind, string> = {
  static: "A worksheet: contacts are added and taken away step by step, and logged when the right ones are left.",
  dynamic: "Follows what it asks for: whoever comes to match joins, whoever does not any more leaves.",
  compound: "Unites other segments, keeps what they have in common, or leaves one out of another.",
};

type Chosen = Record<"campaign" | "template" | "salesperson", Option | null>;

type FormProps = Omit<NewSegmentProps, "label"> & { description: string; onCancel: () => void };

function NewSegmentForm({ create, createLive, loadLookup, ownSalesperson, description, onCancel }: FormProps) {
  const router = useRouter();
  const formId = useId();
  const [chosen, setChosen] = useState<Chosen>({ campaign: null, template: null, salesperson: ownSalesperson });
  const [refusal, setRefusal] = useState<{ code: string; message: string } | null>(null);
  const [pending, startCreate] = useTransition();
  const [kind, setKind] = useState<SegmentKind>("static");

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const typed = (name: string) => String(fields.get(name) ?? "");
    const segmentNo = typed("segmentNo").trim();
    const tell = <E extends { code: string }>(
      answer: ActionState<{ segmentNo: string }, E>,
      words: (error: E | RequestError) => string,
    ) => {
      if (answer.ok) router.push(`/segments/${encodeURIComponent(answer.value.segmentNo)}`);
      else setRefusal({ code: answer.error.code, message: words(answer.error) });
    };
    startCreate(async () => {
      if (kind !== "static") return tell(await createLive({ kind, name: typed("description") }), liveRefusal);
      const answer = await create({
        description: typed("description"),
        ...(segmentNo ? { segmentNo } : {}),
        salespersonCode: chosen.salesperson?.value ?? null,
        campaignNo: chosen.campaign?.value ?? null,
        ...(chosen.template && { interactionTemplateCode: chosen.template.value }),
      });
      tell(answer, refusalWords);
    });
  };
  const confirm = () => {
    const form = document.getElementById(formId);
    if (form instanceof HTMLFormElement && !pending) form.requestSubmit();
  };
  useShortcut("Ctrl Enter", confirm, { label: "Create the segment", inFields: true });

  const choice = (of: keyof Chosen, label: string, placeholder: string, hint?: string) => (
    <Combobox
      label={label}
      value={chosen[of]}
      onValueChange={(option) => setChosen({ ...chosen, [of]: option })}
      loadOptions={(search) => loadLookup(of, search)}
      placeholder={placeholder}
      hint={hint}
    />
  );
  const aboutNumber =
    refusal && ["segment_no_taken", "manual_number_not_allowed", "number_series_missing", "number_series_used_up"].includes(refusal.code);
  return (
    <>
      <form
        id={formId}
        onSubmit={submit}
        className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto px-5 py-4 max-sm:px-4 sm:grid-cols-2"
      >
        <div className="sm:col-span-2">
          <SegmentedControl label="Kind of segment" options={kinds} value={kind} onValueChange={setKind} />
          <p className="mt-1.5 text-ink-3">{kindWords[kind]}</p>
        </div>
        <TextField
          label={kind === "static" ? "Description" : "Name"}
          name="description"
          defaultValue={description.slice(0, 100)}
          autoFocus
          maxLength={100}
          placeholder="What it is for: Spring offer"
          autoComplete="off"
          className="sm:col-span-2"
        />
        {kind === "static" ? (
          <>
            {choice("campaign", "Campaign", "none")}
            {choice("template", "Interaction template", "none yet", "Presets channel, cost and duration.")}
            {choice("salesperson", "Salesperson", "none")}
            <TextField
              label="No."
              name="segmentNo"
              code
              maxLength={20}
              autoComplete="off"
              placeholder="next of the series"
              error={aboutNumber ? refusal.message : undefined}
            />
          </>
        ) : null}
        <ErrorMessage className="sm:col-span-2">{refusal && !aboutNumber ? refusal.message : null}</ErrorMessage>
      </form>
      <DialogFooter>
        <Button variant="ghost" size="lg" onClick={onCancel}>
          Cancel
        </Button>
        <Button variant="primary" size="lg" type="submit" form={formId} pending={pending} pendingLabel="Creating" keys="Ctrl Enter">
          Create segment
        </Button>
      </DialogFooter>
    </>
  );
}
