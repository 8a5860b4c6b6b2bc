"use client";

import { type ReactNode, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatInstant } from "@/components/ui/format";
import type { ActionState } from "@/lib/request/action-state";
import type { ApiKeyRow } from "@/lib/users/api-keys";
import type { UserError } from "@/lib/users/errors";
import { roleWords } from "./role-words";
import { showRefusal } from "./user-refusal";

export type RevokeKey = (request: { keyId: string }) => Promise<ActionState<null, UserError>>;
type ApiKeyListProps = { keys: readonly ApiKeyRow[]; timeZone: string; withOwner?: boolean; revokeAction: RevokeKey; empty: ReactNode };

/** Keys that stand, each with what it may do, when it was used last and when it ends. Revoking one asks first: what uses it stops at once. */
export function ApiKeyList({ keys, timeZone, withOwner, revokeAction, empty }: ApiKeyListProps) {
  const [asked, setAsked] = useState<ApiKeyRow | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();
  const revoke = (keyId: string) =>
    startTransition(async () => {
      const revoked = await revokeAction({ keyId });
      setRefusal(revoked.ok ? null : showRefusal(revoked.error).message);
      if (revoked.ok) setAsked(null);
    });
  if (keys.length === 0) return empty;
  return (
    <>
      <ul className="overflow-hidden rounded-lg border border-line">
        {keys.map((key) => (
          <li key={key.keyId} className="flex min-h-12 items-center gap-3 border-t border-line-soft px-3 py-1.5 first:border-t-0">
            <span className="min-w-0 flex-1">
              <span className="flex min-w-0 items-baseline gap-2">
                <span className="truncate font-medium">{key.name}</span>
                <span className="mono flex-none text-xs text-ink-3">{key.prefix}…</span>
              </span>
              <span className="num block truncate text-xs text-ink-3">
                {withOwner ? `${key.ownerName} · ` : null}
                {roleWords[key.role].name} · {key.lastUsedAt ? `used ${formatInstant(key.lastUsedAt, timeZone)}` : "never used"} · ends{" "}
                {formatInstant(key.expiresAt, timeZone)}
              </span>
            </span>
            <Button onClick={() => setAsked(key)} aria-label={`Revoke ${key.name}`}>
              Revoke
            </Button>
          </li>
        ))}
      </ul>
      {asked ? (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setAsked(null)}
          title={`Revoke ${asked.name}?`}
          confirmLabel="Revoke the key"
          danger
          pending={pending}
          refusal={refusal}
          onConfirm={() => revoke(asked.keyId)}
        >
          Whatever uses it is refused from now on. It cannot be brought back; make another key instead.
        </ConfirmDialog>
      ) : null}
    </>
  );
}
