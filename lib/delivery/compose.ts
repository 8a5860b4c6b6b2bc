import MailComposer from "nodemailer/lib/mail-composer";
import { safeFileName } from "@/lib/documents/file-name";
import type { Artefact } from "./types";

/** The message could not be written so that it says what was meant and nothing else. */
export class NotOneMessage extends Error {}

export type Envelope = { from: string; to: string };

/** What stands in the head of a message, each once at most. Whatever else appears there was smuggled in. */
const headerNames = new Set([
  "from",
  "to",
  "reply-to",
  "subject",
  "message-id",
  "date",
  "list-unsubscribe",
  "list-unsubscribe-post",
  "auto-submitted",
  "mime-version",
  "content-type",
  "content-transfer-encoding",
]);

/** One line of text for a header or a file name: no control characters, no separators of lines or paragraphs, no half letters. */
export function oneLine(text: string, most: number): string {
  const plain = text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return [...plain].slice(0, most).join("");
}

/**
 * The bytes of one message to one recipient, with a text for who reads no HTML. Read back before it is given away: one recipient, the
 * one that was meant, and no header beside ours.
 *
 * @throws NotOneMessage when it says anything else
 */
export async function compose(artefact: Artefact, envelope: Envelope, messageId: string, date: Date): Promise<Buffer> {
  const { unsubscribeUrl } = artefact;
  const mail = new MailComposer({
    from: artefact.sender,
    to: { name: "", address: envelope.to },
    ...(artefact.replyTo && { replyTo: { name: "", address: artefact.replyTo } }),
    subject: oneLine(artefact.subject, 250),
    text: artefact.text,
    ...(artefact.html !== null && { html: artefact.html }),
    attachments: artefact.attachments.map(({ fileName, mediaType, content }) => ({
      filename: safeFileName(fileName),
      contentType: mediaType,
      content: Buffer.from(content),
    })),
    messageId: `<${messageId}>`,
    date,
    headers: {
      ...(unsubscribeUrl && {
        "List-Unsubscribe": { prepared: true, value: `<${new URL(unsubscribeUrl).href}>` },
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: "\r\n",
  });
  const node = mail.compile();
  const addressed = node.getEnvelope();
  const bytes = await node.build();
  if (addressed.from !== envelope.from || addressed.to.length !== 1 || addressed.to[0] !== envelope.to)
    throw new NotOneMessage("the addresses in the message are not those of its envelope");
  checkHead(bytes);
  return bytes;
}

function checkHead(bytes: Buffer): void {
  const end = bytes.indexOf("\r\n\r\n");
  const head = bytes.subarray(0, end === -1 ? bytes.length : end).toString("latin1");
  const seen = new Set<string>();
  for (const field of head.split(/\r\n(?![ \t])/)) {
    const name = field.slice(0, field.indexOf(":")).toLowerCase();
    if (!headerNames.has(name) || seen.has(name)) throw new NotOneMessage(`the head of the message holds ${JSON.stringify(name)}`);
    seen.add(name);
  }
}
