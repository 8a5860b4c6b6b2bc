import type { DeliveryReason } from "./schema";

/** What this room refuses; nothing was changed when one of these comes back. */
export type DeliveryError =
  | { code: "mail_not_set_up" }
  | { code: "password_sealed_elsewhere" }
  | { code: "set_by_environment"; variable: string }
  | { code: "mail_refused"; answer: string }
  | { code: "run_not_found"; loggedSegmentEntryNo: number }
  | { code: "run_is_held"; loggedSegmentEntryNo: number }
  | { code: "delivery_not_found"; entryNo: number }
  | { code: "delivery_is_going"; entryNo: number }
  | { code: "delivery_is_known"; entryNo: number }
  | { code: "nothing_to_send"; loggedSegmentEntryNo: number };

/** The sentence a person reads for a refusal. */
export function deliveryMessage(error: DeliveryError): string {
  switch (error.code) {
    case "mail_not_set_up":
      return "No mail server is set up yet. An administrator names one under Set-up, E-mail.";
    case "password_sealed_elsewhere":
      return "The password of the mail server was kept by another installation and cannot be read here. Enter it again under Set-up, E-mail.";
    case "set_by_environment":
      return `The variable ${error.variable} decides this where Winnow runs, so it cannot be changed here.`;
    case "mail_refused":
      return `The message was not sent. ${error.answer}`;
    case "run_not_found":
      return `Nothing was sent by e-mail for logged segment ${error.loggedSegmentEntryNo}.`;
    case "run_is_held":
      return "A backup was restored, so this waits until an administrator lets it go on. Some of it may have been sent since the backup was written.";
    case "delivery_not_found":
      return `Entry ${error.entryNo} has no e-mail that goes out.`;
    case "delivery_is_going":
      return `The e-mail of entry ${error.entryNo} waits or is being sent already.`;
    case "delivery_is_known":
      return `What became of the e-mail of entry ${error.entryNo} is known by now. Look at it again.`;
    case "nothing_to_send":
      return "None of these can be sent again. Look at the page again.";
    default:
      return error satisfies never;
  }
}

/** Why somebody was not reached, or a message given up. */
export function reasonWords(reason: DeliveryReason): string {
  switch (reason) {
    case "no_address":
      return "No e-mail address that can be read";
    case "no_postal_address":
      return "No postal address";
    case "no_letter":
      return "No Word letter was logged";
    case "unreadable_letter":
      return "Its Word document cannot be read any more";
    case "privacy_blocked":
      return "Privacy blocked";
    case "minor":
      return "A minor without parental consent";
    case "do_not_contact":
      return "Not to be contacted";
    case "opted_out":
      return "Opted out";
    case "address_suppressed":
      return "The address was unsubscribed";
    case "no_consent":
      return "No consent to it";
    case "address_bounced":
      return "E-mails to the address came back before";
    case "suppressed":
      return "On a suppression segment";
    case "contact_gone":
      return "The contact was deleted";
    case "merged":
      return "Merged with a contact who gets it";
    case "canceled":
      return "The interaction was canceled";
    case "given_up":
      return "Stopped before it was sent";
    case "refused":
      return "The mail server refused it";
    case "tried_too_often":
      return "The mail server put it off too often";
    default:
      return reason satisfies never;
  }
}
