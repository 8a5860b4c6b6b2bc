import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mergeLetter } from "@/lib/documents/word/letters";
import { readTemplate } from "@/lib/documents/word/template";
import { field, merge, p, r, xmlns } from "@/tests/support/docx";
import { givenTemplate, joinedOf, valuesOf } from "@/tests/support/letters";
import { canConvert, printedPages } from "@/tests/support/libre-office";

const part = (element: string, type: string, ...paragraphs: string[]) => ({
  type,
  xml: `<w:${element} ${xmlns}>${paragraphs.join("")}</w:${element}>`,
});
const item = (...runs: string[]) => `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr>${runs.join("")}</w:p>`;
const level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>';
const small =
  '<w:pgSz w:w="8000" w:h="6000"/><w:pgMar w:top="1400" w:right="1000" w:bottom="1400" w:left="1000" w:header="500" w:footer="500" w:gutter="0"/>';

const given = {
  body: [
    p(r("Dear "), merge("Name")),
    item(r("first")),
    item(r("second")),
    p(r("+++FOR g IN mailingGroups+++")),
    p(r("Group +++$g.code+++")),
    p(r("+++END-FOR g+++")),
    p(r("+++IF contact.city+++")),
    p('<w:r><w:br w:type="page"/></w:r>'),
    p(r("+++END-IF+++")),
    p(r("Yours")),
    `<w:sectPr><w:headerReference w:type="default" r:id="h"/><w:footerReference w:type="default" r:id="f"/>${small}</w:sectPr>`,
  ].join(""),
  parts: {
    "header1.xml": part("hdr", "header", p(r("From "), merge("Salesperson_Name"))),
    "footer1.xml": part("ftr", "footer", p(r("Page "), field(" PAGE ", "1"), r(" of "), field(" NUMPAGES ", "1"))),
    "numbering.xml": part(
      "numbering",
      "numbering",
      `<w:abstractNum w:abstractNumId="1">${level}</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>`,
    ),
  },
  relations: [
    { id: "h", type: "header", target: "header1.xml" },
    { id: "f", type: "footer", target: "footer1.xml" },
    { id: "n", type: "numbering", target: "numbering.xml" },
  ],
};
const person = (name: string, salesperson: string, groups: readonly string[], city = "") =>
  valuesOf(
    { "contact.name": name, "salesperson.name": salesperson, "contact.city": city },
    { lists: { mailingGroups: groups.map((code) => ({ code })) } },
  );

describe("another program opens the letters", () => {
  it.skipIf(!canConvert)(
    "each joined letter with its header, lists from 1 and its own count of pages; a real template as it was laid out",
    async () => {
      const letters = [person("Anna <&>", "Peter", ["A"]), person("Bo", "Helga", ["A", "B"], "two pages"), person("Cy", "Peter", [])];
      const joined = await joinedOf(await givenTemplate(given), letters, { pageCounts: "reference" });
      const real = await readTemplate(readFileSync("tests/fixtures/word/W1_WordTemplate_Contact_Thanksnote.docx"));
      if (!real.ok) throw new Error("The template was refused.");
      const values = valuesOf({ "contact.name": "Anna Bell", "contact.formalSalutation": "Dear Ms. Bell," });
      const [pages, thanks] = await printedPages([joined, await mergeLetter(real.value, values)]);
      expect(pages).toEqual([
        ["From Peter", "Dear Anna <&>", "1. first", "2. second", "Group A", "Yours", "Page 1 of 1"],
        ["From Helga", "Dear Bo", "1. first", "2. second", "Group A", "Group B", "Page 1 of 2"],
        ["From Helga", "Yours", "Page 2 of 2"],
        ["From Peter", "Dear Cy", "1. first", "2. second", "Yours", "Page 1 of 1"],
      ]);
      expect(thanks).toHaveLength(1);
      expect(thanks?.[0]?.slice(0, 3)).toEqual(["Phone No. +1 425 555 0100", "Fax No. +1 425 555 0101", "Dear Ms. Bell,"]);
      expect(thanks?.[0]).toContain("Name: Anna Bell");
    },
  );
});
