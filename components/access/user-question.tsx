"use client";

import { useState, useTransition } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatNumber } from "@/components/ui/format";
import type { ActionState } from "@/lib/request/action-state";
import type { TellOnce } from "@/lib/users/add-user";
import type { UserError } from "@/lib/users/errors";
import type { UserRow } from "@/lib/users/queries";
import type { UserDialogProps } from "./user-dialog";
import { showRefusal } from "./user-refusal";

type UserQuestionProps = {
  question: "reset" | "disable" | "enable";
  user: UserRow;
  changeAction: UserDialogProps["changeAction"];
  resetAction: (request: { userId: string }) => Promise<ActionState<TellOnce, UserError>>;
  onReset: (told: TellOnce) => void;
  onClose: () => void;
};

const words = {
  reset: {
    title: (name: string) => `Draw a new password for ${name}?`,
    text: (sessions: string) => `The old one stops working; ${sessions} at once. The new one is shown to you once.`,
    confirm: "Draw a new password",
  },
  disable: {
    title: (name: string) => `Disable ${name}?`,
    text: (sessions: string) => `Nobody can sign in as this user any more; ${sessions} at once. What they did keeps their name.`,
    confirm: "Disable user",
  },
  enable: {
    title: (name: string) => `Enable ${name}?`,
    text: () => "They can sign in again with the password they had.",
    confirm: "Enable user",
  },
} as const;

/** Asks before what a user would notice at once. */
export function UserQuestion({ question, user, changeAction, resetAction, onReset, onClose }: UserQuestionProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();
  const { title, text, confirm } = words[question];
  const act = () =>
    startTransition(async () => {
      const done =
        question === "reset"
          ? await resetAction({ userId: user.id })
          : await changeAction({ userId: user.id, disabled: question === "disable" });
      if (!done.ok) setRefusal(showRefusal(done.error).message);
      else if ("password" in done.value) onReset(done.value);
      else onClose();
    });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title(user.name)}
      confirmLabel={confirm}
      danger={question === "disable"}
      pending={pending}
      refusal={refusal}
      onConfirm={act}
    >
      {text(user.sessions === 1 ? "1 session ends" : `${formatNumber(user.sessions)} sessions end`)}
    </ConfirmDialog>
  );
}
