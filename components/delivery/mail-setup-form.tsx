"use client";

import { Send } from "lucide-react";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ErrorMessage } from "@/components/ui/error-message";
import { Note } from "@/components/ui/note";
import { NumberField } from "@/components/ui/number-field";
import { PasswordField } from "@/components/ui/password-field";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import type { MailSecurity } from "@/lib/delivery/schema";
import type { MailSetup } from "@/lib/delivery/types";
import type { MailSetupActions } from "./delivery-actions";
import { refusalWords } from "./refusal-words";

const securities: readonly { value: MailSecurity; label: string }[] = [
  { value: "starttls", label: "STARTTLS" },
  { value: "tls", label: "TLS from the start" },
  { value: "none", label: "None, only within one machine" },
];

const usual = { host: "", port: 587, security: "starttls" as const, userName: null, hasPassword: false, fromName: null, fromAddress: "" };

/** Which server sends, as whom, and how fast; with a test to oneself. */
export function MailSetupForm({ setup, ownAddress, actions }: { setup: MailSetup | null; ownAddress: string; actions: MailSetupActions }) {
  const start = setup ?? { ...usual, replyTo: null, ratePerMinute: null, fromEnvironment: [] };
  const [values, setValues] = useState({
    host: start.host,
    port: String(start.port),
    userName: start.userName ?? "",
    fromName: start.fromName ?? "",
    fromAddress: start.fromAddress,
    replyTo: start.replyTo ?? "",
  });
  const [security, setSecurity] = useState<MailSecurity>(start.security);
  const [rate, setRate] = useState<number | null>(start.ratePerMinute);
  const [password, setPassword] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [tested, setTested] = useState<{ ok: boolean; words: string } | null>(null);
  const [saving, save] = useTransition();
  const [testing, test] = useTransition();
  const { toast } = useToast();
  const serverFixed = start.fromEnvironment.includes("server");
  const senderFixed = start.fromEnvironment.includes("sender");
  const field = (name: keyof typeof values) => ({
    value: values[name],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(async () => {
      setTested(null);
      const answer = await actions
        .change({ ...values, port: Number(values.port), security, password, ratePerMinute: rate })
        .catch(() => null);
      setRefusal(answer?.ok ? null : refusalWords(answer));
      if (!answer?.ok) return;
      setPassword(null);
      toast({ text: "Saved. Messages go out by this server from now on." });
    });
  };
  const sendTest = () =>
    test(async () => {
      setTested(null);
      const answer = await actions.test().catch(() => null);
      setTested(
        answer?.ok
          ? { ok: true, words: `A test is on its way to ${answer.value.recipient}. The server said: ${answer.value.answer}` }
          : { ok: false, words: refusalWords(answer) },
      );
    });
  const keeps = start.hasPassword && values.host === start.host;
  return (
    <form onSubmit={submit} className="grid max-w-2xl grid-cols-[minmax(0,1fr)] gap-3.5 sm:grid-cols-2">
      {serverFixed || senderFixed ? (
        <Note tone="info" className="sm:col-span-2">
          {serverFixed ? "WINNOW_SMTP_URL names the server" : ""}
          {serverFixed && senderFixed ? ", and " : ""}
          {senderFixed ? "WINNOW_MAIL_FROM names the sender" : ""}. What it says wins over this page.
        </Note>
      ) : null}
      <h2 className="text-md font-semibold sm:col-span-2">Server</h2>
      <TextField label="Mail server" placeholder="smtp.example.com" required maxLength={255} disabled={serverFixed} {...field("host")} />
      <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-3.5">
        <TextField label="Port" inputMode="numeric" pattern="[0-9]*" maxLength={5} required disabled={serverFixed} {...field("port")} />
        <Select
          label="Encryption"
          options={securities}
          value={security}
          onValueChange={(value) => setSecurity(value ?? "starttls")}
          disabled={serverFixed}
        />
      </div>
      <TextField label="User name" maxLength={254} autoComplete="off" disabled={serverFixed} {...field("userName")} />
      <PasswordField
        label="Password"
        autoComplete="new-password"
        value={password ?? ""}
        placeholder={keeps ? "Kept, not shown" : undefined}
        maxLength={1_000}
        disabled={serverFixed}
        onChange={(event) => setPassword(event.target.value === "" ? null : event.target.value)}
      />
      <h2 className="mt-3 text-md font-semibold sm:col-span-2">Sender</h2>
      <TextField label="Name" maxLength={100} disabled={senderFixed} {...field("fromName")} />
      <TextField label="Address" type="email" required maxLength={254} disabled={senderFixed} {...field("fromAddress")} />
      <TextField label="Answers to" hint="Empty: to the sender." type="email" maxLength={254} {...field("replyTo")} />
      <NumberField
        label="At most so many a minute"
        hint="Empty: as fast as the server takes them."
        value={rate}
        onValueChange={setRate}
        min={1}
        max={100_000}
      />
      <ErrorMessage className="sm:col-span-2">{refusal}</ErrorMessage>
      <div className="flex flex-wrap items-center gap-2.5 sm:col-span-2">
        <Button type="submit" variant="primary" size="lg" pending={saving}>
          Save
        </Button>
        {setup ? (
          <Button
            size="lg"
            className="max-w-full [overflow-wrap:anywhere] max-sm:h-auto max-sm:py-1.5 max-sm:whitespace-normal"
            icon={<Send aria-hidden />}
            pending={testing}
            pendingLabel="Sending"
            onClick={sendTest}
          >
            Send a test to {ownAddress}
          </Button>
        ) : null}
      </div>
      {tested ? (
        <Note tone={tested.ok ? "info" : "bad"} alert className="sm:col-span-2">
          {tested.words}
        </Note>
      ) : null}
    </form>
  );
}
