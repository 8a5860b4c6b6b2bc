import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AccountForm } from "@/components/access/account-form";
import { OwnApiKeys } from "@/components/access/own-api-keys";
import { PasswordForm } from "@/components/access/password-form";
import { roleWords } from "@/components/access/role-words";
import { SessionList } from "@/components/access/session-list";
import { PageHeader } from "@/components/ui/page-header";
import { findSignedIn } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { listOwnApiKeys } from "@/lib/users/api-keys";
import { findOwnAccount } from "@/lib/users/queries";
import {
  changeAccountAction,
  changePasswordAction,
  createApiKeyAction,
  endOtherSessionsAction,
  endSessionAction,
  revokeApiKeyAction,
} from "./actions";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const [account, keys, signedIn] = await Promise.all([readQuery(findOwnAccount, {}), readQuery(listOwnApiKeys, {}), findSignedIn()]);
  if (!signedIn) redirect("/sign-in");
  const { context, sessionId } = signedIn;
  const { role, salespersonCode } = context.user;
  const facts = [
    { label: "E-mail", value: account.email },
    { label: "Role", value: roleWords[role].name },
    { label: "Salesperson", value: salespersonCode ?? "none" },
  ];
  return (
    <>
      <PageHeader title="Your account" facts={facts} line />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="grid max-w-[760px] gap-8 px-4 py-5">
          <AccountForm
            key={`${account.name} ${account.workDate}`}
            name={account.name}
            workDate={account.workDate}
            today={context.today}
            action={changeAccountAction}
          />
          <PasswordForm otherSessions={account.sessions.length - 1} email={account.email} action={changePasswordAction} />
          <SessionList
            sessions={account.sessions}
            currentId={sessionId}
            timeZone={context.timeZone}
            endAction={endSessionAction}
            endOthersAction={endOtherSessionsAction}
          />
          <OwnApiKeys
            keys={keys}
            role={role}
            timeZone={context.timeZone}
            createAction={createApiKeyAction}
            revokeAction={revokeApiKeyAction}
          />
        </div>
      </div>
    </>
  );
}
