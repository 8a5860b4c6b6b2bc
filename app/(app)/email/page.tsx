import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { MailSetupForm } from "@/components/delivery/mail-setup-form";
import { PageHeader } from "@/components/ui/page-header";
import { hasRight } from "@/lib/access/rights";
import { findMailSetup } from "@/lib/delivery/mail-setup";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { changeMailSetupAction, sendTestMailAction } from "./actions";

export const metadata: Metadata = { title: "E-mail" };

const actions = { change: changeMailSetupAction, test: sendTestMailAction };

/** By which server e-mails go out, as whom, and how fast. */
export default async function EmailPage() {
  const { user } = await currentContext();
  if (!hasRight(user.role, "setup")) forbidden();
  const setup = await readQuery(findMailSetup, {});
  return (
    <>
      <PageHeader title="E-mail" line />
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-5">
        <MailSetupForm setup={setup} ownAddress={user.email} actions={actions} />
      </div>
    </>
  );
}
