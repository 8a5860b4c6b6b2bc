import { holds } from "./conditions";
import { rowsOf, type Scope, valueText, withRow } from "./letter-values";
import type { Inline, Line } from "./model";
import { escapeText } from "./xml";

/** Whether what fields left in a place is nothing that one would see. */
export const isBlank = (content: readonly Inline[], scope: Scope): boolean => content.every((inline) => isBlankInline(inline, scope));

function isBlankInline(inline: Inline, scope: Scope): boolean {
  switch (inline.kind) {
    case "static":
      return inline.blank;
    case "insert":
      return valueText(inline.value, scope).trim() === "";
    case "choose":
      return isBlank(holds(inline.condition, scope) ? inline.yes : inline.no, scope);
    case "each":
      return rowsOf(scope, inline.loop.list).every((row) => isBlank(inline.content, withRow(scope, inline.loop.id, row)));
    case "wrap":
      return isBlank(inline.content, scope);
    case "lines":
      return inline.lines.every(({ content }) => isBlank(content, scope));
    default:
      return inline satisfies never;
  }
}

/** XML of what stands in a paragraph. */
export const inlineXml = (content: readonly Inline[], scope: Scope): string =>
  content.map((inline) => oneInlineXml(inline, scope)).join("");

function oneInlineXml(inline: Inline, scope: Scope): string {
  switch (inline.kind) {
    case "static":
      return inline.xml;
    case "insert":
      return runXml(inline.properties, valueText(inline.value, scope));
    case "choose":
      return inlineXml(holds(inline.condition, scope) ? inline.yes : inline.no, scope);
    case "each":
      return rowsOf(scope, inline.loop.list)
        .map((row) => inlineXml(inline.content, withRow(scope, inline.loop.id, row)))
        .join("");
    case "wrap":
      return `${inline.open}${inlineXml(inline.content, scope)}${inline.close}`;
    case "lines":
      return linesXml(inline.lines, scope);
    default:
      return inline satisfies never;
  }
}

function linesXml(lines: readonly Line[], scope: Scope): string {
  const shown = lines.filter(({ content, fieldsOnly }) => !fieldsOnly || !isBlank(content, scope));
  return shown.map(({ before, content }, at) => (at === 0 ? "" : before) + inlineXml(content, scope)).join("");
}

export const textStart = `<w:t xml:space="preserve">`;
/** What a line break or tab in a value becomes inside the text of a run. */
export const breakXml = `</w:t><w:br/>${textStart}`;
export const tabXml = `</w:t><w:tab/>${textStart}`;

/** A run of text; `properties` is its w:rPr or nothing. */
function runXml(properties: string, text: string): string {
  if (text === "") return "";
  const xml = escapeText(text).replaceAll("\n", breakXml).replaceAll("\t", tabXml);
  return `<w:r>${properties}${textStart}${xml}</w:t></w:r>`;
}
