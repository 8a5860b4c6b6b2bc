import type { ExportColumn } from "./columns";

/** A sheet has 1,048,576 rows, and the heading takes one. */
export const rowsPerSheet = 1_048_575;
const longestText = 32_767; // characters that a cell takes; no field of ours has as many

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`;
const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const content = "application/vnd.openxmlformats-officedocument.spreadsheetml";

export const sheetStart = `${declaration}<worksheet ${main}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
export const sheetEnd = "</sheetData></worksheet>";

export function headingXml(columns: readonly ExportColumn[]): string {
  return `<row>${columns.map(({ title }) => textXml(title, 1)).join("")}</row>`;
}

/** A value as a cell. Days before March 1900, which spreadsheets count wrongly, stay text. */
export function cellXml(value: string | null, holds: ExportColumn["holds"]): string {
  if (value === null || value === "") return "<c/>";
  if (holds === "number" && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value)) return `<c><v>${value}</v></c>`;
  if (holds === "day" && /^\d{4}-\d\d-\d\d$/.test(value) && value >= "1900-03-01") return `<c s="2"><v>${daysSince1900(value)}</v></c>`;
  return textXml(value);
}

const daysSince1900 = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;

/** Text as a cell; style 1 is bold. */
export function textXml(text: string, style = 0): string {
  const cut = text.length > longestText ? text.slice(0, longestText) : text;
  const space = /^\s|\s$|[\r\n\t]/.test(cut) ? ' xml:space="preserve"' : "";
  return `<c${style === 0 ? "" : ` s="${style}"`} t="inlineStr"><is><t${space}>${escaped(cut)}</t></is></c>`;
}

const special = /[<>&]|_(?=x[0-9a-fA-F]{4}_)|(?![\t\n])\p{Cc}|\p{Cs}|[\ufffe\uffff]/u;
const allSpecial = new RegExp(special, "gu");

/** What XML cannot hold is written as _xHHHH_, and text that looks like that is kept from being read so (ECMA-376, ST_Xstring). */
function escaped(text: string): string {
  if (!special.test(text)) return text;
  return text.replace(allSpecial, (found) => {
    if (found === "<") return "&lt;";
    if (found === ">") return "&gt;";
    if (found === "&") return "&amp;";
    return `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
  });
}

/** Everything of the file but its sheets. */
export function workbookParts(sheets: readonly string[]): { name: string; xml: string }[] {
  const each = (write: (sheet: string, no: number) => string) => sheets.map((sheet, index) => write(sheet, index + 1)).join("");
  const styles = sheets.length + 1;
  return [
    {
      name: "xl/workbook.xml",
      xml: `${declaration}<workbook ${main} xmlns:r="${relationships}"><sheets>${each((sheet, no) => `<sheet name="${sheet}" sheetId="${no}" r:id="rId${no}"/>`)}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      xml: `${declaration}<Relationships xmlns="${packages}/relationships">${each((_, no) => `<Relationship Id="rId${no}" Type="${relationships}/worksheet" Target="worksheets/sheet${no}.xml"/>`)}<Relationship Id="rId${styles}" Type="${relationships}/styles" Target="styles.xml"/></Relationships>`,
    },
    {
      name: "xl/styles.xml",
      xml: `${declaration}<styleSheet ${main}><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    },
    {
      name: "_rels/.rels",
      xml: `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: "[Content_Types].xml",
      xml: `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${content}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${content}.styles+xml"/>${each((_, no) => `<Override PartName="/xl/worksheets/sheet${no}.xml" ContentType="${content}.worksheet+xml"/>`)}</Types>`,
    },
  ];
}
