import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { UnsubscribeForm } from "@/components/consent/unsubscribe-form";
import { unsubscribeWords } from "@/lib/consent/unsubscribe-words";
import { addressLanguage, lookAtLink } from "@/lib/request/unsubscribe-here";

const searchSchema = z.object({ done: z.enum(["purpose", "everything", "undo", "too-often"]).nullable().default(null).catch(null) });

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: unsubscribeWords(await addressLanguage()).title } };
}

/** What an unsubscribe link opens: where it stands, and buttons. It reads only, however often it is opened; the buttons send a form to its own address. */
export default async function UnsubscribePage({ params, searchParams }: PageProps<"/u/[token]">) {
  const { token } = await params;
  const { done } = searchSchema.parse(await searchParams);
  const state = await lookAtLink(token);
  if (!state) notFound();
  const language = state.language ?? (await addressLanguage());
  const { standing, canUndo, address } = state;
  return (
    <UnsubscribeForm
      language={language}
      standing={standing}
      canUndo={canUndo}
      purpose={state.purposeIn(language)}
      address={address}
      done={done}
    />
  );
}
