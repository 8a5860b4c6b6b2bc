/** Where in a template something stands: the part of the file, and the text around it as an author sees it. */
export type Place = { part: string; near: string };

/** Content that would run, fetch or hide something when a letter is opened or converted. */
export type UnsafeContent =
  | "macros"
  | "activex"
  | "embedded_object"
  | "external_content"
  | "remote_template"
  | "inserted_document"
  | "subdocument"
  | "unsafe_link"
  | "unknown_part";

/** Why a command between +++ is not taken. */
export type CommandRefusal =
  | "not_a_name"
  | "runs_code"
  | "not_offered"
  | "unknown_list"
  | "unknown_variable"
  | "unknown_format"
  | "nested_for";

/** What stands in the way of using a file as a template. A file is refused with all that was found in it, and nothing of it is kept. */
export type TemplateProblem =
  | { code: "not_word" }
  | { code: "old_word_file" }
  | { code: "encrypted" }
  | { code: "strict_format" }
  | { code: "damaged"; part: string }
  | { code: "document_type"; part: string }
  | { code: "too_large"; what: "file" | "parts" | "part" | "unpacked" | "ratio"; part: string; allowed: number }
  | { code: "unsafe_content"; what: UnsafeContent; part: string; target: string }
  | { code: "tracked_changes"; place: Place }
  | { code: "unsafe_field"; field: string; place: Place }
  | { code: "unsupported_field"; field: string; place: Place }
  | { code: "unsupported_switch"; field: string; switch: string; place: Place }
  | { code: "field_unreadable"; field: string; place: Place }
  | { code: "paragraph_too_large"; place: Place }
  | { code: "field_over_paragraphs"; field: string; place: Place }
  | { code: "command_refused"; command: string; reason: CommandRefusal; place: Place }
  | { code: "command_unfinished"; command: string; place: Place }
  | { code: "command_unmatched"; command: string; place: Place };

/** The sentence an author reads for a problem: what was found, where, and what helps. */
export function templateMessage(problem: TemplateProblem): string {
  switch (problem.code) {
    case "not_word":
      return "This is not a Word document (.docx).";
    case "old_word_file":
      return "This is a file of an old Word (.doc). Save it as a Word document (.docx) and upload that.";
    case "encrypted":
      return "The document is protected with a password. Save it without one and upload that.";
    case "strict_format":
      return "The document is saved as Strict Open XML. Save it as a Word document (.docx) and upload that.";
    case "damaged":
      return `The document is damaged${problem.part ? ` (${problem.part})` : ""}. Open it in Word, save it again and upload that.`;
    case "document_type":
      return `${problem.part} declares a document type, which Word never does. Open the document in Word, save it again and upload that.`;
    case "too_large":
      return tooLarge(problem);
    case "unsafe_content":
      return `${unsafeContent(problem.what)} (${problem.target || problem.part}). Remove it and upload the document again.`;
    case "tracked_changes":
      return `There are tracked changes ${at(problem.place)}. Accept or reject them all: a letter would carry what was deleted.`;
    case "unsafe_field":
      return `The field ${problem.field} ${at(problem.place)} reads from elsewhere. Templates may not; remove the field.`;
    case "unsupported_field":
      return `The field ${problem.field} ${at(problem.place)} has no meaning in a letter made here. Remove it.`;
    case "unsupported_switch":
      return `The switch ${problem.switch} of the field ${problem.field} ${at(problem.place)} is not known here. Remove it.`;
    case "field_unreadable":
      return `The field ${problem.field} ${at(problem.place)} cannot be read. Insert it again.`;
    case "paragraph_too_large":
      return `A paragraph ${at(problem.place)} has too many parts, or too many fields within fields. Split it.`;
    case "field_over_paragraphs":
      return `The field ${problem.field} ${at(problem.place)} goes over more than one paragraph. Keep it in one, or use +++IF …+++ and +++END-IF+++.`;
    case "command_refused":
      return `+++${problem.command}+++ ${at(problem.place)} is not taken: ${refusal(problem.reason)}.`;
    case "command_unfinished":
      return `+++${problem.command} ${at(problem.place)} has no +++ at its end in the same paragraph.`;
    case "command_unmatched":
      return `+++${problem.command}+++ ${at(problem.place)} has no partner: a beginning and its end stand in paragraphs of their own at the same level, in rows of the same table, or within one paragraph.`;
    default:
      return problem satisfies never;
  }
}

const at = ({ part, near }: Place): string => `in ${partWords(part)}${near ? `, near “${near}”,` : ""}`;

function partWords(part: string): string {
  const name = part.slice(part.lastIndexOf("/") + 1);
  if (name.startsWith("header")) return "a header";
  if (name.startsWith("footer")) return "a footer";
  if (name.startsWith("footnotes") || name.startsWith("endnotes")) return "a note";
  return "the text";
}

function tooLarge({ what, part, allowed }: Extract<TemplateProblem, { code: "too_large" }>): string {
  const size = `${Math.round(allowed / 1024 / 1024)} MB`;
  switch (what) {
    case "file":
      return `The document is larger than ${size}.`;
    case "parts":
      return `The document has more than ${allowed.toLocaleString("en-GB")} parts.`;
    case "part":
      return `${part} in the document is larger than ${size}.`;
    case "unpacked":
      return `The document is larger than ${size} when it is unpacked.`;
    case "ratio":
      return `${part} in the document unpacks to more than ${allowed} times its size.`;
    default:
      return what satisfies never;
  }
}

function unsafeContent(what: UnsafeContent): string {
  switch (what) {
    case "macros":
      return "The document contains macros";
    case "activex":
      return "The document contains an ActiveX control";
    case "embedded_object":
      return "The document contains another file";
    case "external_content":
      return "The document takes content from elsewhere";
    case "remote_template":
      return "The document loads a template from elsewhere";
    case "inserted_document":
      return "The document inserts another document";
    case "subdocument":
      return "The document has subdocuments";
    case "unsafe_link":
      return "The document has a link that is no web or e-mail address";
    case "unknown_part":
      return "The document contains something that has no place in a letter";
    default:
      return what satisfies never;
  }
}

function refusal(reason: CommandRefusal): string {
  switch (reason) {
    case "not_a_name":
      return "only the name of a field may stand there, with a format behind | or, after IF, one comparison";
    case "runs_code":
      return "templates run no code";
    case "not_offered":
      return "this command is not offered; INS, IF, FOR, END-IF and END-FOR are";
    case "unknown_list":
      return "there is no list of that name";
    case "unknown_variable":
      return "no FOR around it has that name, or its rows have no such field";
    case "unknown_format":
      return "the formats are upper, lower, firstcap, caps, date, number and default";
    case "nested_for":
      return "a FOR may not stand within another";
    default:
      return reason satisfies never;
  }
}
