import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { EchoSetupForm } from "@/components/delivery/echo-setup-form";
import { MailSetupForm } from "@/components/delivery/mail-setup-form";
import { PageHeader } from "@/components/ui/page-header";
import { authSettings } from "@/lib/access/auth-settings";
import { hasRight } from "@/lib/access/rights";
import { findMailSetup } from "@/lib/delivery/mail-setup";
import { findEchoSetup } from "@/lib/echoes/echo-setup";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { changeEchoSetupAction, changeMailSetupAction, drawBounceKeyAction, sendTestMailAction } from "./actions";

export const metadata: Metadata = { title: "E-mail" };

const echoActions = { change: changeEchoSetupAction, drawKey: drawBounceKeyAction };
const actions = { change: changeMailSetupAction, test: sendTestMailAction };

/** By which server e-mails go out, as whom, and how fast; and what comes back of them. */
export default async function EmailPage() {
  const { user, timeZone } = await currentContext();
  if (!hasRight(user.role, "setup")) forbidden();
  const [setup, echoes] = await Promise.all([readQuery(findMailSetup, {}), readQuery(findEchoSetup, {})]);
  return (
    <>
      <PageHeader title="E-mail" line />
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-5">
        <MailSetupForm setup={setup} ownAddress={user.email} actions={actions} />
        <EchoSetupForm setup={echoes} url={authSettings(process.env).url.href} timeZone={timeZone} actions={echoActions} />
      </div>
    </>
  );
}
