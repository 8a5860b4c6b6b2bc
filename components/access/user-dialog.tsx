"use client";

import { type FormEvent, useId, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import type { Option } from "@/components/ui/option";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { type Role, roles } from "@/lib/access/rights";
import type { ActionState } from "@/lib/request/action-state";
import type { TellOnce } from "@/lib/users/add-user";
import type { UserError } from "@/lib/users/errors";
import type { UserRow } from "@/lib/users/queries";
import { roleWords } from "./role-words";
import { noRefusal, showRefusal } from "./user-refusal";

export type UserDialogProps = {
  /** The user to change; without one a user is added. */
  user?: UserRow | undefined;
  salespeople: readonly Option[];
  addAction: (request: {
    name: string;
    email: string;
    role: Role;
    salespersonCode: string | null;
  }) => Promise<ActionState<TellOnce, UserError>>;
  changeAction: (request: {
    userId: string;
    name?: string;
    role?: Role;
    salespersonCode?: string | null;
    disabled?: boolean;
  }) => Promise<ActionState<{ endedSessions: number }, UserError>>;
  onAdded: (told: TellOnce) => void;
  onClose: () => void;
};

const roleOptions = roles.map((role) => ({ value: role, label: roleWords[role].name }));

/** Adds or changes one user. What was typed stays when it is refused. */
export function UserDialog({ user, salespeople, addAction, changeAction, onAdded, onClose }: UserDialogProps) {
  const formId = useId();
  const [name, setName] = useState(user?.name ?? "");
  const [email, setEmail] = useState(user?.email ?? "");
  const [role, setRole] = useState<Role>(user?.role ?? "marketer");
  const [salespersonCode, setSalespersonCode] = useState(user?.salespersonCode ?? null);
  const [refusal, setRefusal] = useState(noRefusal);
  const [pending, startTransition] = useTransition();

  const save = () =>
    startTransition(async () => {
      const saved = user
        ? await changeAction({ userId: user.id, name, role, salespersonCode })
        : await addAction({ name, email, role, salespersonCode });
      if (!saved.ok) setRefusal(showRefusal(saved.error));
      else if ("password" in saved.value) onAdded(saved.value);
      else onClose();
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  const losesSessions = user && user.sessions > 0 && role !== user.role;
  const footer = (
    <DialogFooter
      effect={losesSessions ? `Another role ends ${user.sessions === 1 ? "1 session" : `${user.sessions} sessions`} at once.` : undefined}
    >
      <Button variant="ghost" size="lg" onClick={onClose}>
        Cancel
      </Button>
      <Button type="submit" form={formId} variant="primary" size="lg" pending={pending}>
        {user ? "Save" : "Add user"}
      </Button>
    </DialogFooter>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={user ? `Change ${user.name}` : "Add user"}
      footer={footer}
      keepOnOutsidePress
    >
      <form id={formId} onSubmit={submit} className="grid gap-3.5">
        <TextField
          label="Name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={refusal.fields.name}
          required
          maxLength={100}
        />
        <TextField
          label="E-mail address"
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={refusal.fields.email}
          disabled={user !== undefined}
          required
          maxLength={254}
        />
        <Select
          label="Role"
          options={roleOptions}
          value={role}
          onValueChange={(value) => setRole(roles.find((known) => known === value) ?? role)}
          hint={roleWords[role].may}
          error={refusal.fields.role}
        />
        <Select
          label="Salesperson"
          options={[...salespeople]}
          value={salespersonCode}
          placeholder="none"
          onValueChange={setSalespersonCode}
          hint="Whom this user's segments and interactions stand for."
          error={refusal.fields.salespersonCode}
        />
        <ErrorMessage>{refusal.message}</ErrorMessage>
      </form>
    </Dialog>
  );
}
