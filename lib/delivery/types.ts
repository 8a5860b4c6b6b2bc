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
};
export type DeliveriesPage = { rows: DeliveryRow[]; next: number | null };

/** What became of the message of one entry, and what it was. */
export type EntryDelivery = DeliveryRow & {
  loggedSegmentEntryNo: number;
  deliveredAt: Date | null;
  messageId: string | null;
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
