import { htmlToText } from "html-to-text";
import { marked } from "marked";
import type { MergeValues } from "../word/fields";
import { fieldTexts, withFields } from "./fields";
import { sanitiseMail } from "./sanitise";

/** An e-mail as it was written; `subject` may have fields too. */
export type MailDocument = { kind: "html" | "markdown"; text: string; subject: string | null };
/** `html` is a whole document, `text` says the same without it. */
export type RenderedMail = { subject: string; html: string; text: string };

/**
 * The e-mail for one recipient. Values are text wherever they land: they are escaped before the HTML is cleaned, so that one in a link or a
 * style cannot become anything else, and none adds a line to the subject. A field that nobody knows stays as it is written.
 */
export function renderMail(document: MailDocument, values: MergeValues): RenderedMail {
  const subject = renderSubject(document.subject, values);
  const body = sanitiseMail(withFields(htmlOf(document), fieldTexts(values), escaped));
  const html = `<!doctype html><html lang="${escaped(values.language)}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body style="${bodyStyle}">${body}</body></html>`;
  return { subject, html, text: plainText(body) };
}

/** A subject for one recipient, in one line; "" where there is none. */
export function renderSubject(subject: string | null, values: MergeValues): string {
  return oneLine(withFields(subject ?? "", fieldTexts(values), (value) => value));
}

/** How an e-mail reads that says nothing about its looks. */
const bodyStyle = "margin:0;padding:16px;font:15px/1.5 Arial,Helvetica,sans-serif;color:#1c1c1a;background:#fff";

/** Markdown as HTML. Fields are put aside meanwhile: an underscore or a brace in a name means nothing. */
function htmlOf({ kind, text }: MailDocument): string {
  if (kind === "html") return text;
  const asides: string[] = [];
  const set = text.toWellFormed().replace(/\{\{[^{}]{1,300}\}\}/gu, (field) => `${aside}${asides.push(field) - 1}${asideEnd}`);
  return marked.parse(set, { async: false, gfm: true, breaks: true }).replace(asidePattern, (_, at: string) => asides[Number(at)] ?? "");
}

/** Letters of the private use area, which nobody types and Markdown lets be. */
const [aside, asideEnd] = ["\u{f0000}", "\u{f0001}"];
const asidePattern = new RegExp(`(?:${aside}|%F3%B0%80%80)(\\d+)(?:${asideEnd}|%F3%B0%80%81)`, "gu");

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "`": "&#96;" };

function escaped(value: string): string {
  return readable(value)
    .replace(/[&<>"'`]/g, (mark) => marks[mark] ?? mark)
    .replace(/\r\n|\r|\n/g, "<br>");
}

/** Without half letters and control characters, which no mail may carry; tabs and line ends stay. */
function readable(value: string): string {
  return value.toWellFormed().replace(/(?![\t\n\r])\p{Cc}/gu, "");
}

function oneLine(value: string): string {
  return value
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();
}

function plainText(html: string): string {
  const text = htmlToText(html, {
    wordwrap: 78,
    selectors: [
      { selector: "a", options: { hideLinkHrefIfSameAsText: true, linkBrackets: ["<", ">"] } },
      { selector: "img", format: "skip" },
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: "table", format: "dataTable", options: { uppercaseHeaderCells: false } },
    ],
  });
  return text.replace(/[ \t]+$/gm, "").trim();
}
