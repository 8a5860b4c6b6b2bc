/** Messages that come back as mail servers of several kinds write them. */

export type Returned = { to: string; messageId: string; recipient: string };

const crlf = (lines: string[]) => Buffer.from(`${lines.join("\r\n")}\r\n`);

function report({ to, messageId, recipient }: Returned, head: string[], status: string[], returned = "message/rfc822"): Buffer {
  return crlf([
    ...head,
    `To: <${to}>`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="=_report"',
    "",
    "--=_report",
    "Content-Type: text/plain; charset=utf-8",
    "",
    `Your message to ${recipient} did not arrive.`,
    "",
    "--=_report",
    "Content-Type: message/delivery-status",
    "",
    ...status,
    "",
    "--=_report",
    `Content-Type: ${returned}`,
    "",
    "From: news@winnow.test",
    `Message-ID:`,
    ` <${messageId}>`,
    "Subject: Spring letter",
    "",
    "Spring letter",
    "--=_report--",
  ]);
}

/** Postfix: user unknown. */
export function postfixBounce(about: Returned): Buffer {
  return report(
    about,
    [
      "From: MAILER-DAEMON@mx.winnow.test (Mail Delivery System)",
      "Subject: Undelivered Mail Returned to Sender",
      "Auto-Submitted: auto-replied",
    ],
    [
      "Reporting-MTA: dns; mx.winnow.test",
      "X-Postfix-Queue-ID: 4C1D2E3F",
      "Arrival-Date: Mon, 16 Mar 2026 10:00:00 +0000 (UTC)",
      "",
      `Final-Recipient: rfc822; ${about.recipient}`,
      `Original-Recipient: rfc822;${about.recipient}`,
      "Action: failed",
      "Status: 5.1.1",
      "Remote-MTA: dns; mx.alder.example",
      `Diagnostic-Code: smtp; 550 5.1.1 <${about.recipient}>: Recipient address rejected:`,
      "    User unknown in virtual mailbox table",
    ],
  );
}

/** Exchange: only the head of the message is returned. */
export function exchangeBounce(about: Returned): Buffer {
  return report(
    about,
    ["From: postmaster@birch.example", "Subject: Undeliverable: Spring letter", `In-Reply-To: <${about.messageId}>`],
    [
      "Reporting-MTA: dns;BIRCH-EX01.birch.example",
      "Received-From-MTA: dns;mx.winnow.test",
      "",
      `Final-Recipient: rfc822;${about.recipient}`,
      "Action: failed",
      "Status: 5.1.10",
      "Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
    ],
    "text/rfc822-headers",
  );
}

/** Gmail: the mailbox is full, which is no word about the address; `action` delayed is a first warning. */
export function gmailBounce(about: Returned, action: "failed" | "delayed" = "failed"): Buffer {
  const status = action === "failed" ? "5.2.2" : "4.2.2";
  return report(
    about,
    [
      "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
      `X-Failed-Recipients: ${about.recipient}`,
      "Subject: Delivery Status Notification",
    ],
    [
      "Reporting-MTA: dns; googlemail.com",
      "Arrival-Date: Mon, 16 Mar 2026 03:00:00 -0700 (PDT)",
      "",
      `Final-Recipient: rfc822; ${about.recipient}`,
      `Action: ${action}`,
      `Status: ${status}`,
      "Remote-MTA: dns; gmail-smtp-in.l.google.com. (142.250.1.26, the server for the domain gmail.com.)",
      `Diagnostic-Code: smtp; ${action === "failed" ? 552 : 452}-${status} The recipient's inbox is out of storage space.`,
    ],
  );
}

/** A provider's word that its user called the message spam (RFC 5965). */
export function complaint({ to, messageId, recipient }: Returned): Buffer {
  return crlf([
    "From: <feedback@provider.example>",
    `To: <${to}>`,
    "Subject: Email Feedback Report",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=feedback-report; boundary="=_arf"',
    "",
    "--=_arf",
    "Content-Type: text/plain",
    "",
    "This is a report of abuse.",
    "--=_arf",
    "Content-Type: message/feedback-report",
    "",
    "Feedback-Type: abuse",
    "User-Agent: SomeGenerator/1.0",
    "Version: 1",
    `Original-Rcpt-To: <${recipient}>`,
    "--=_arf",
    "Content-Type: message/rfc822",
    "",
    "From: news@winnow.test",
    `Message-ID: <${messageId}>`,
    "",
    "Spring letter",
    "--=_arf--",
  ]);
}

/** An absence note, which answers our message and reports nothing. */
export function absenceNote({ to, messageId }: Returned): Buffer {
  return crlf([
    "From: anna@alder.example",
    `To: <${to}>`,
    "Subject: Out of office",
    "Auto-Submitted: auto-replied",
    `In-Reply-To: <${messageId}>`,
    "Content-Type: text/plain",
    "",
    "I am back on Monday. 550 5.1.1 User unknown",
  ]);
}

/** A report that lies `levels` deep in parts of parts. */
export function nestedBounce(about: Returned, levels: number): Buffer {
  let inner = postfixBounce(about).toString();
  for (let level = 0; level < levels; level++)
    inner = `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}\r\n${inner}\r\n--b${level}--\r\n`;
  return Buffer.from(`To: <${about.to}>\r\nMIME-Version: 1.0\r\n${inner}`);
}
