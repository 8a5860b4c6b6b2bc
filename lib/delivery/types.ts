import type { AuthSettings } from "@/lib/access/auth-settings";
import type { Counting } from "@/lib/echoes/links";
import type { CountedEcho, EchoKind } from "@/lib/echoes/schema";
import type { DeliveryReason, DeliveryState, MailSecurity } from "./schema";

/** The mail server as the set-up page shows it. The password never leaves the server. */
export type MailSetup = {
  host: string;
  port: number;
  security: MailSecurity;
  userName: string | null;
  hasPassword: boolean;
  fromName: string | null;
  fromAddress: string;
  replyTo: string | null;
  ratePerMinute: number | null;
  /** What the environment decides, so that the page cannot. */
  fromEnvironment: ("server" | "sender")[];
};

/** What a worker needs to send. */
export type MailServer = {
  host: string;
  port: number;
  security: MailSecurity;
  login: { user: string; password: string } | null;
  fromName: string | null;
  fromAddress: string;
  replyTo: string | null;
  ratePerMinute: number | null;
};

/** How what comes back of the messages of a run finds us: what is counted, where bounces go, and our own address. */
export type WayBack = { counting: Counting; bounceAddress: string | null; settings: AuthSettings };

/** One file of a message. */
export type Attachment = { fileName: string; mediaType: string; content: Uint8Array };

/** What one recipient gets, before it is put into a message: plain values, text in every sense. */
export type Content = { subject: string; html: string | null; text: string; attachments: Attachment[] };

/** Exactly what was sent. */
export type Artefact = Content & { sender: string; recipient: string; replyTo: string | null; unsubscribeUrl: string | null };

export type StateCounts = Record<DeliveryState, number>;

/** The sending of one logged segment. */
export type DeliveryRun = {
  loggedSegmentEntryNo: number;
  counts: StateCounts;
  total: number;
  sendAt: Date;
  pausedAt: Date | null;
  pausedByName: string | null;
  /** Since a backup was restored: an administrator lets it go on. */
  heldAt: Date | null;
  /** What the mail server or the set-up says, while nothing can be sent. */
  trouble: string | null;
  /** When the next message goes out that waits. */
  nextAt: Date | null;
  userName: string;
  /** The job that sends, when one waits or runs. */
  jobId: string | null;
  /** What is counted of its messages, chosen when it was logged. */
  counting: Counting;
  /** How many messages were opened and how many had a link clicked, by people. */
  echoes: Record<CountedEcho, number>;
};

export type DeliveryRow = {
  entryNo: number;
  contactNo: string;
  contactName: string;
  recipient: string | null;
  state: DeliveryState;
  reason: DeliveryReason | null;
  answer: string | null;
  attempts: number;
  dueAt: Date;
  changedAt: Date;
  /** What people did with it, where it was counted. */
  opened: boolean;
  clicked: boolean;
};
export type DeliveriesPage = { rows: DeliveryRow[]; next: number | null };

/** What became of the message of one entry, and what it was. */
export type EntryDelivery = DeliveryRow & {
  loggedSegmentEntryNo: number;
  deliveredAt: Date | null;
  messageId: string | null;
  counting: Counting;
  /** What came back, the newest 50; `target` is where a clicked link leads. */
  echoes: { kind: EchoKind; target: string | null; byMachine: boolean; words: string | null; at: Date }[];
  sent: {
    sender: string;
    recipient: string;
    replyTo: string | null;
    subject: string;
    html: string | null;
    text: string;
    attachments: { position: number; fileName: string; mediaType: string; sizeBytes: number }[];
  } | null;
};
