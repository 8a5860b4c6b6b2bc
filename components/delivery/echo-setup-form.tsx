"use client";

import { KeyRound } from "lucide-react";
import { type FormEvent, useState, useTransition } from "react";
import { ShownOnceDialog } from "@/components/access/shown-once-dialog";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ErrorMessage } from "@/components/ui/error-message";
import { formatInstant } from "@/components/ui/format";
import { NumberField } from "@/components/ui/number-field";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import type { EchoSetup } from "@/lib/echoes/echo-setup";
import type { EchoSetupActions } from "./delivery-actions";
import { refusalWords } from "./refusal-words";

export type EchoSetupFormProps = { setup: EchoSetup; url: string; timeZone: string; actions: EchoSetupActions };

/** What of e-mails is counted and kept, where bounces go, and how they are reported. */
export function EchoSetupForm({ setup, url, timeZone, actions }: EchoSetupFormProps) {
  const [values, setValues] = useState(setup);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [saving, save] = useTransition();
  const { toast } = useToast();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { countOpens, countClicks, keepDays, bounceAddress } = values;
    save(async () => {
      const answer = await actions.change({ countOpens, countClicks, keepDays, bounceAddress }).catch(() => null);
      setRefusal(answer?.ok ? null : refusalWords(answer));
      if (answer?.ok) toast({ text: "Saved. It holds for what is logged from now on." });
    });
  };
  return (
    <section aria-labelledby="what-comes-back" className="mt-9 max-w-2xl border-t border-line pt-6">
      <form onSubmit={submit} className="grid gap-3.5">
        <div>
          <h2 id="what-comes-back" className="text-md font-semibold">
            What comes back
          </h2>
          <p className="mt-1 text-pretty text-ink-2">
            Nothing is counted unless it is asked for here, or for one log. Neither addresses on the internet nor programs of recipients are
            kept.
          </p>
        </div>
        <Counted
          label="Count clicks on links"
          hint="Links in e-mails lead by Winnow, then to where they lead. What programs follow is told apart."
          checked={values.countClicks}
          onChange={(countClicks) => setValues({ ...values, countClicks })}
        />
        <Counted
          label="Count opens"
          hint="By a dot that many programs fetch unasked and others never do: a guess at best."
          checked={values.countOpens}
          onChange={(countOpens) => setValues({ ...values, countOpens })}
        />
        <div className="grid gap-3.5 sm:grid-cols-2">
          <NumberField
            label="Days that opens and clicks are kept"
            hint="Empty: as long as the e-mails themselves."
            value={values.keepDays}
            onValueChange={(keepDays) => setValues({ ...values, keepDays })}
            min={1}
            max={3_650}
          />
          <TextField
            label="Bounces go to"
            placeholder="bounces@example.com"
            hint="Each message gets its own, bounces+…@example.com. Empty: they go to the sender."
            maxLength={254}
            value={values.bounceAddress ?? ""}
            onChange={(event) => setValues({ ...values, bounceAddress: event.target.value })}
          />
        </div>
        <ErrorMessage>{refusal}</ErrorMessage>
        <Button type="submit" size="lg" className="justify-self-start" pending={saving}>
          Save what comes back
        </Button>
      </form>
      <Reporting keyMadeAt={setup.keyMadeAt} url={url} timeZone={timeZone} drawKey={actions.drawKey} />
    </section>
  );
}

type CountedProps = { label: string; hint: string; checked: boolean; onChange: (checked: boolean) => void };

function Counted({ label, hint, checked, onChange }: CountedProps) {
  return (
    <div>
      <Checkbox label={label} checked={checked} onCheckedChange={onChange} />
      <p className="ml-[23px] text-xs text-ink-3">{hint}</p>
    </div>
  );
}

type ReportingProps = Pick<EchoSetup, "keyMadeAt"> & Pick<EchoSetupFormProps, "url" | "timeZone"> & Pick<EchoSetupActions, "drawKey">;

/** How a mail server or a provider tells us of bounces. */
function Reporting({ keyMadeAt, url, timeZone, drawKey }: ReportingProps) {
  const [key, setKey] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [drawing, draw] = useTransition();
  const make = () =>
    draw(async () => {
      const answer = await drawKey().catch(() => null);
      setRefusal(answer?.ok ? null : refusalWords(answer));
      if (answer?.ok) setKey(answer.value.key);
    });
  const address = new URL("/api/bounces", url).href;
  return (
    <>
      <h3 className="mt-7 font-semibold">Reports of bounces and complaints</h3>
      <p className="mt-1 text-pretty text-ink-2">
        Whatever receives the bounces hands each one on as it came; a provider may send JSON instead:{" "}
        <code className="mono [overflow-wrap:anywhere]">{jsonExample}</code>
      </p>
      <pre className="mono mt-2.5 rounded-lg border border-line bg-sunken px-4 py-3 text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
        {`curl --data-binary @- ${address} \\
  -H "Content-Type: message/rfc822" -H "Authorization: Bearer bounces_…"`}
      </pre>
      <ErrorMessage className="mt-2">{refusal}</ErrorMessage>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button icon={<KeyRound aria-hidden />} pending={drawing} onClick={make}>
          {keyMadeAt ? "Make a new key" : "Make a key"}
        </Button>
        <span className="text-ink-2">
          {keyMadeAt
            ? `Made ${formatInstant(keyMadeAt, timeZone)}. A new one ends it.`
            : "Nobody can report bounces before there is a key."}
        </span>
      </div>
      {key ? (
        <ShownOnceDialog
          title="Key for bounces"
          label="Key"
          secret={key}
          note="It is shown this once. Should it get lost, make a new one."
          onClose={() => setKey(null)}
        >
          Put it where your mail server keeps its secrets; it may report bounces and nothing else.
        </ShownOnceDialog>
      ) : null}
    </>
  );
}

const jsonExample = '{"bounces": [{"kind": "hard", "messageId": "17.…@example.com", "status": "5.1.1", "answer": "550 …"}]}';
