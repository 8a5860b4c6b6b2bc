"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import type { Option } from "@/components/ui/option";
import { PageHeader } from "@/components/ui/page-header";
import type { ActionState } from "@/lib/request/action-state";
import type { TellOnce } from "@/lib/users/add-user";
import type { UserError } from "@/lib/users/errors";
import type { UserRow } from "@/lib/users/queries";
import { PasswordOnceDialog } from "./password-once-dialog";
import { UserDialog, type UserDialogProps } from "./user-dialog";
import { UserQuestion } from "./user-question";
import { UsersTable } from "./users-table";

type UsersPanelProps = Pick<UserDialogProps, "addAction" | "changeAction"> & {
  users: readonly UserRow[];
  salespeople: readonly Option[];
  /** Who looks at the page. */
  ownId: string;
  timeZone: string;
  resetAction: (request: { userId: string }) => Promise<ActionState<TellOnce, UserError>>;
};

type Open =
  | { dialog: "add" }
  | { dialog: "change" | "reset" | "disable" | "enable"; user: UserRow }
  | { dialog: "told"; told: TellOnce }
  | null;

/** The users and everything an administrator does with them. */
export function UsersPanel({ users, salespeople, ownId, timeZone, addAction, changeAction, resetAction }: UsersPanelProps) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const tell = (told: TellOnce) => setOpen({ dialog: "told", told });
  const add = () => setOpen({ dialog: "add" });
  useShortcut("N", add, { label: "Add a user", enabled: open === null });
  return (
    <>
      <PageHeader
        title="Users"
        count={users.length}
        line
        actions={
          <Button variant="primary" icon={<Plus aria-hidden />} keys="N" onClick={add}>
            Add user
          </Button>
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <UsersTable users={users} ownId={ownId} timeZone={timeZone} onChoose={(dialog, user) => setOpen({ dialog, user })} />
      </div>
      {open?.dialog === "add" ? (
        <UserDialog salespeople={salespeople} addAction={addAction} changeAction={changeAction} onAdded={tell} onClose={close} />
      ) : null}
      {open?.dialog === "change" ? (
        <UserDialog
          user={open.user}
          salespeople={salespeople}
          addAction={addAction}
          changeAction={changeAction}
          onAdded={tell}
          onClose={close}
        />
      ) : null}
      {open?.dialog === "reset" || open?.dialog === "disable" || open?.dialog === "enable" ? (
        <UserQuestion
          question={open.dialog}
          user={open.user}
          changeAction={changeAction}
          resetAction={resetAction}
          onReset={tell}
          onClose={close}
        />
      ) : null}
      {open?.dialog === "told" ? <PasswordOnceDialog told={open.told} onClose={close} /> : null}
    </>
  );
}
