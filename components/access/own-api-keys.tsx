"use client";

import { KeyRound } from "lucide-react";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { type ApiKeyDays, apiKeyDays } from "@/lib/access/api-key-rule";
import { type Role, roles } from "@/lib/access/rights";
import type { ActionState } from "@/lib/request/action-state";
import type { ApiKeyMade, ApiKeyRow } from "@/lib/users/api-keys";
import type { UserError } from "@/lib/users/errors";
import { AccountSection } from "./account-section";
import { ApiKeyList, type RevokeKey } from "./api-key-list";
import { roleWords } from "./role-words";
import { ShownOnceDialog } from "./shown-once-dialog";
import { noRefusal, showRefusal } from "./user-refusal";

type CreateKey = (request: { name: string; role: Role; days: ApiKeyDays }) => Promise<ActionState<ApiKeyMade, UserError>>;
type OwnApiKeysProps = {
  keys: readonly ApiKeyRow[];
  /** The most a key can be given. */
  role: Role;
  timeZone: string;
  createAction: CreateKey;
  revokeAction: RevokeKey;
};

/** One's own keys to the REST API. */
export function OwnApiKeys({ keys, role, timeZone, createAction, revokeAction }: OwnApiKeysProps) {
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null);
  const makeButton = (
    <Button icon={<KeyRound aria-hidden />} onClick={() => setMaking(true)}>
      Make a key
    </Button>
  );
  return (
    <AccountSection title="API keys" text="For programs that call the REST API in your name. A key never may more than you.">
      <ApiKeyList
        keys={keys}
        timeZone={timeZone}
        revokeAction={revokeAction}
        empty={<p className="text-ink-2">You have no key. A program needs one of its own, so that it can be revoked alone.</p>}
      />
      <div className="mt-3 flex flex-wrap items-center gap-3">
        {makeButton}
        <TextLink href="/api-reference">API reference</TextLink>
      </div>
      {isMaking ? (
        <MakeKeyDialog
          role={role}
          createAction={createAction}
          onClose={() => setMaking(false)}
          onMade={(key) => {
            setMaking(false);
            setMade(key);
          }}
        />
      ) : null}
      {made ? (
        <ShownOnceDialog
          title={made.name}
          label="Key"
          secret={made.secret}
          note="It is shown this once. Should it get lost, revoke it and make another one."
          onClose={() => setMade(null)}
        >
          Put it where the program keeps its secrets; it sends it as <span className="mono">Authorization: Bearer</span>.
        </ShownOnceDialog>
      ) : null}
    </AccountSection>
  );
}

type MakeKeyDialogProps = {
  role: Role;
  createAction: CreateKey;
  onClose: () => void;
  onMade: (key: { name: string; secret: string }) => void;
};

const daysWords: Record<ApiKeyDays, string> = { 7: "A week", 30: "30 days", 90: "90 days", 365: "A year" };
const dayOptions = apiKeyDays.map((days) => ({ value: String(days), label: daysWords[days] }));

function MakeKeyDialog({ role: ownRole, createAction, onClose, onMade }: MakeKeyDialogProps) {
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [days, setDays] = useState<ApiKeyDays>(90);
  const [refusal, setRefusal] = useState(noRefusal);
  const [pending, startTransition] = useTransition();
  const offered = roles.slice(0, roles.indexOf(ownRole) + 1).map((value) => ({ value, label: roleWords[value].name }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    startTransition(async () => {
      const created = await createAction({ name, role, days });
      if (created.ok) onMade({ name, secret: created.value.secret });
      else setRefusal(showRefusal(created.error));
    });
  };
  const footer = (
    <DialogFooter>
      <Button variant="ghost" size="lg" onClick={onClose}>
        Cancel
      </Button>
      <Button variant="primary" size="lg" type="submit" form="make-key" pending={pending}>
        Make the key
      </Button>
    </DialogFooter>
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Make a key" size="sm" footer={footer} keepOnOutsidePress>
      <form id="make-key" onSubmit={submit} className="grid gap-3.5">
        <TextField
          label="Name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          hint="What it is for, such as Nightly import."
          error={refusal.fields.name}
          required
          maxLength={100}
        />
        <Select
          label="May do"
          options={offered}
          value={role}
          onValueChange={(value) => value && setRole(value)}
          hint={roleWords[role].may}
        />
        <Select
          label="Ends after"
          options={dayOptions}
          value={String(days)}
          onValueChange={(value) => setDays(apiKeyDays.find((offer) => String(offer) === value) ?? 90)}
        />
        <ErrorMessage>{refusal.message}</ErrorMessage>
      </form>
    </Dialog>
  );
}
