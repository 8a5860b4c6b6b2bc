"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { countOf } from "@/components/ui/format";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import type { SegmentCheck } from "@/lib/logging/types";

/** Whether and when the e-mails go out, and what of them is counted; `at` is a time of the workspace as "2026-03-16T18:30", "" while none is chosen, null at once. */
export type Sending = { on: boolean; at: string | null; countOpens: boolean; countClicks: boolean };

export type SendChoiceProps = {
  sending: SegmentCheck["sending"];
  emails: number;
  timeZone: string;
  /** Where a mail server is set up; null for those who cannot. */
  setUpHref: string | null;
  value: Sending;
  onChange: (value: Sending) => void;
};

/** In the check before logging: send the e-mails, now or later. Nothing where nobody could be sent one; the check names those. */
export function SendChoice({ sending, emails, timeZone, setUpHref, value, onChange }: SendChoiceProps) {
  const { ready } = sending;
  if (sending.emails === 0) return null;
  return (
    <fieldset className="mt-4 grid gap-2.5">
      <legend className="sr-only">E-mails</legend>
      <Checkbox
        label={`Send ${countOf(emails, "e-mail")}`}
        checked={value.on}
        disabled={!ready || emails === 0}
        onCheckedChange={(on) => onChange({ ...value, on })}
      />
      {value.on ? (
        <div className="ml-6 grid gap-2.5">
          <SegmentedControl
            label="When the e-mails go out"
            options={[
              { value: "now", label: "At once" },
              { value: "later", label: "Later" },
            ]}
            value={value.at === null ? "now" : "later"}
            onValueChange={(when) => onChange({ ...value, at: when === "now" ? null : "" })}
            className="justify-self-start"
          />
          {value.at === null ? null : (
            <TextField
              label="Day and time"
              type="datetime-local"
              hint={`Time of ${timeZone.replaceAll("_", " ")}.`}
              value={value.at}
              onChange={(event) => onChange({ ...value, at: event.target.value })}
            />
          )}
          <Checkbox
            label="Count clicks on links"
            checked={value.countClicks}
            onCheckedChange={(countClicks) => onChange({ ...value, countClicks })}
          />
          <Checkbox label="Count opens" checked={value.countOpens} onCheckedChange={(countOpens) => onChange({ ...value, countOpens })} />
        </div>
      ) : null}
      {ready ? null : (
        <p className="ml-6 text-ink-2">
          No mail server is set up. {setUpHref ? <TextLink href={setUpHref}>Set up e-mail</TextLink> : "An administrator can do that."}
        </p>
      )}
    </fieldset>
  );
}
