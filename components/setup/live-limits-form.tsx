"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ErrorMessage } from "@/components/ui/error-message";
import { PageForm } from "@/components/ui/page-form";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import type { LiveLimits } from "@/lib/live-segments/schema";
import { type ActionState, requestMessage } from "@/lib/request/action-state";

type LiveLimitsFormProps = { limits: LiveLimits; change: (request: LiveLimits) => Promise<ActionState<LiveLimits, never>> };

const shown = (limit: number | null) => (limit === null ? "" : String(limit));
const read = (typed: string) => (typed.trim() === "" ? null : Number(typed));

/** After how many days unused live segments expire, and how many may be live; empty for no limit. */
export function LiveLimitsForm({ limits, change }: LiveLimitsFormProps) {
  const [expiryDays, setExpiryDays] = useState(shown(limits.expiryDays));
  const [quota, setQuota] = useState(shown(limits.quota));
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const { toast } = useToast();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start(async () => {
      const answer = await change({ expiryDays: read(expiryDays), quota: read(quota) }).catch(() => null);
      if (!answer) return setRefusal("The server could not be reached. Nothing was changed; try again.");
      setRefusal(answer.ok ? null : requestMessage(answer.error));
      if (answer.ok) toast({ text: "Saved. It holds for all live segments from now on." });
    });
  };
  return (
    <PageForm onSubmit={submit} aria-label="Live segments" className="mt-8 grid max-w-2xl gap-3.5 border-t border-line pt-5 sm:grid-cols-2">
      <h2 className="text-md font-semibold sm:col-span-2">Live segments</h2>
      <TextField
        label="Expire after so many days"
        hint="Of not being used or looked at. Empty: never. 120 is usual."
        inputMode="numeric"
        value={expiryDays}
        onChange={(event) => setExpiryDays(event.target.value)}
      />
      <TextField
        label="So many may be live"
        hint="Empty: any number."
        inputMode="numeric"
        value={quota}
        onChange={(event) => setQuota(event.target.value)}
      />
      <ErrorMessage className="sm:col-span-2">{refusal}</ErrorMessage>
      <div>
        <Button type="submit" size="lg" pending={pending}>
          Save limits
        </Button>
      </div>
    </PageForm>
  );
}
