import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthHeading } from "@/components/access/auth-heading";
import { SignInForm } from "@/components/access/sign-in-form";
import { findSignedIn, isSetUp } from "@/lib/request/current-context";
import { pathWithin } from "@/lib/request/path-within";
import { signInAction } from "./actions";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const from = pathWithin((await searchParams).from);
  if (await findSignedIn()) redirect(from);
  if (!(await isSetUp())) redirect("/setup");
  return (
    <>
      <AuthHeading title="Sign in">With the e-mail address and password that your administrator gave you.</AuthHeading>
      <SignInForm from={from} action={signInAction} />
    </>
  );
}
