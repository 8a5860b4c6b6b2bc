import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthHeading } from "@/components/access/auth-heading";
import { SetupForm } from "@/components/access/setup-form";
import { TextLink } from "@/components/ui/text-link";
import { isSetUp } from "@/lib/request/current-context";
import { lookAtSetupLink } from "@/lib/request/set-up-here";
import { setupMessage } from "@/lib/users/errors";
import { setUpAction } from "./actions";

export const metadata: Metadata = { title: "Welcome", referrer: "no-referrer" };

export default async function SetupPage({ searchParams }: PageProps<"/setup">) {
  const { token } = await searchParams;
  if (typeof token !== "string") return (await isSetUp()) ? redirect("/sign-in") : <NoLink />;
  switch (await lookAtSetupLink(token)) {
    case "usable":
      return (
        <>
          <AuthHeading title="Welcome. Nobody is here yet.">
            The first person becomes the administrator. Nothing leaves this machine.
          </AuthHeading>
          <SetupForm token={token} action={setUpAction} />
        </>
      );
    case "wrong":
      return <AuthHeading title="This link does not open Winnow.">{setupMessage({ code: "setup_link_wrong" })}</AuthHeading>;
    case "set_up_already":
      return (
        <>
          <AuthHeading title="Winnow is set up already.">{setupMessage({ code: "set_up_already" })}</AuthHeading>
          <p className="mt-5">
            <TextLink href="/sign-in">Sign in</TextLink>
          </p>
        </>
      );
  }
}

function NoLink() {
  return (
    <AuthHeading title="Nobody is here yet.">
      Open the set-up link that Winnow printed in its terminal. It is good for one person, who becomes the administrator. Each start prints
      a new link while nobody is here.
    </AuthHeading>
  );
}
