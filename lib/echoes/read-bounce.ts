import PostalMime, { type Attachment, type Email } from "postal-mime";
import type { z } from "zod";
import { readReturnPath } from "./return-path";
import { type BounceReport, bounceReportSchema } from "./schema";

/** Reports stand at the beginning of what comes back; the message that it returns may be as long as it likes. */
const mostBytes = 1_000_000;
const mostText = 64_000;
const depth = 20;

/**
 * What a message that came back says: a delivery report (RFC 3464) of one or more recipients, or a complaint (RFC 5965). Nothing for a message that
 * is neither, as an absence note, and for one that cannot be read.
 */
export async function readBounce(source: Uint8Array): Promise<BounceReport[]> {
  const email = await parse(source.subarray(0, mostBytes));
  if (!email) return [];
  const messageId = messageIdIn(partOf(email, "message/rfc822") ?? partOf(email, "text/rfc822-headers") ?? "");
  const returnPath = ownAddressIn(email);
  if (messageId === null && returnPath === null) return [];
  const complaint = partOf(email, "message/feedback-report");
  if (complaint !== null) return /^feedback-type:\s*(?:abuse|fraud)/im.test(complaint) ? [reportOf({ kind: "complaint" })] : [];
  const status = partOf(email, "message/delivery-status");
  return status === null ? [] : reportsIn(status);

  function reportOf(said: Omit<z.input<typeof bounceReportSchema>, "messageId" | "returnPath">): BounceReport {
    return bounceReportSchema.parse({ messageId, returnPath, ...said });
  }

  /** One for each recipient whose message did not arrive, or not yet. */
  function reportsIn(text: string): BounceReport[] {
    const [, ...recipients] = unfolded(text).split(/\n\s*\n/);
    return recipients.flatMap((fields) => {
      const action = fieldOf(fields, "Action")?.toLowerCase();
      if (action !== "failed" && action !== "delayed") return [];
      const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(fieldOf(fields, "Status") ?? "")?.[0] ?? null;
      const answer = fieldOf(fields, "Diagnostic-Code")?.replace(/^\s*smtp\s*;\s*/i, "") ?? null;
      const recipient = addressOf(fieldOf(fields, "Original-Recipient") ?? fieldOf(fields, "Final-Recipient"));
      return [reportOf({ kind: action === "failed" ? "hard" : "soft", recipient, status, answer })];
    });
  }
}

async function parse(source: Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(source, { forceRfc822Attachments: true, maxNestingDepth: depth, maxHeadersSize: 2 * mostText });
  } catch {
    return null; // nested or headed without end: whoever wrote it, no server did
  }
}

/** The text of the first part of a type. */
function partOf({ attachments }: Email, mimeType: string): string | null {
  const part = attachments.find((attachment) => attachment.mimeType === mimeType);
  return part ? textOf(part).slice(0, mostText) : null;
}

function textOf({ content }: Attachment): string {
  return typeof content === "string" ? content : new TextDecoder().decode(content);
}

/** Fields that go over several lines in one. */
const unfolded = (text: string) => text.replace(/\r\n?/g, "\n").replace(/\n[ \t]+(?=\S)/g, " ");

function fieldOf(fields: string, name: string): string | null {
  return new RegExp(`^${name}:[ \\t]*(.*)$`, "im").exec(fields)?.[1]?.trim() || null;
}

/** "rfc822; anna@example.com" as the address alone. */
const addressOf = (field: string | null) =>
  field
    ?.replace(/^[^;]*;/, "")
    .trim()
    .slice(0, 320) || null;

/** The Message-ID in the head of the message that is returned. */
function messageIdIn(returned: string): string | null {
  const [head = ""] = unfolded(returned.trimStart()).split("\n\n", 1);
  return /<([^<>\s]{1,900})>/.exec(fieldOf(head, "Message-ID") ?? "")?.[1] ?? null;
}

/** The address it was sent to, when that is the one for the bounces of one message. */
function ownAddressIn({ headers }: Email): string | null {
  const named = new Set(["to", "delivered-to", "x-original-to", "envelope-to"]);
  for (const { key, value } of headers) {
    const address = named.has(key)
      ? /[^\s<>,;:"]{1,80}\+\d{1,15}\.[0-9a-f]{32}@[a-z0-9.-]{1,200}/i.exec(value.slice(0, 2_000))?.[0]
      : undefined;
    if (address && readReturnPath(address)) return address;
  }
  return null;
}
