import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fields, type MergeValues } from "@/lib/documents/word/fields";
import { mergeLetter } from "@/lib/documents/word/letters";
import { lettersInReport } from "@/lib/documents/word/merge";
import { field, merge, p, partsOf, r, textIn, textOf, xmlns } from "@/tests/support/docx";
import { givenTemplate, joinedOf, letter, valuesOf } from "@/tests/support/letters";

const naughty = z.array(z.string()).parse(JSON.parse(readFileSync("tests/fixtures/blns.json", "utf8")));
const planted = [
  "||<w:br/>||",
  "+++EXEC process.exit()+++",
  "+++INS contact.email+++",
  "{{process.env}}",
  ["$", "{process.env.PATH}"].join(""),
  "__proto__",
  "constructor",
  "]]><!--",
  '<w:p m="0"/>',
  '<w:p m="letter"/><w:p m="story"/>',
  "\uffffbox:word/document.xml\uffff",
  "&amp;&#60;",
  '"><w:instrText> INCLUDETEXT x </w:instrText>',
  " IF x ",
  "$&$1$`",
];

/** Every way in which a value comes into a letter: alone, within an IF and a FOR, in a header, changed by formats. */
const everywhere = () =>
  givenTemplate({
    body: [
      p(r("["), merge("Name"), r("]")),
      p(r("["), field(` IF "a" = "a" "${merge("Name")}" "" `), r("]")),
      p(r("[+++FOR g IN mailingGroups++++++$g.code++++++END-FOR g+++]")),
      p(r("+++FOR g IN mailingGroups+++")),
      p(r("[+++$g.code+++]")),
      p(r("+++END-FOR g+++")),
      p(r("["), `<w:hyperlink w:anchor="x">${merge("Name")}</w:hyperlink>`, r("]")),
      '<w:sectPr><w:headerReference r:id="h" w:type="default"/></w:sectPr>',
    ].join(""),
    parts: { "header1.xml": { type: "header", xml: `<w:hdr ${xmlns}>${p(r("["), merge("Name"), r("]"))}</w:hdr>` } },
    relations: [{ id: "h", type: "header", target: "header1.xml" }],
  });
const carrying = (value: string): MergeValues => valuesOf({ "contact.name": value }, { lists: { mailingGroups: [{ code: value }] } });

/** Any code points, halves of surrogate pairs too. fast-check's own take seconds to set up. */
const anyCharacters = fc.array(fc.integer({ min: 0, max: 0x10_ffff }), { maxLength: 12 }).map((points) => String.fromCodePoint(...points));

/** What a letter shows of a value: line ends are breaks, what XML has not is left out, nothing but blanks is nothing. */
function shown(value: string): string {
  const text = value
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
  return text.trim() === "" ? "[]" : `[${text.replaceAll("\n", "⏎").replaceAll("\t", "⇥")}]`;
}

describe("no value becomes markup, a command or a look into the program", () => {
  it("any text comes out as that text, wherever it goes in, and every part stays well-formed", async () => {
    const template = await everywhere();
    const text = fc.oneof(
      anyCharacters,
      fc.string({ unit: fc.constantFrom(..."+|<>&\"'{}$\uffff\ud800\u0000\n\t \\abc") }),
      fc.constantFrom(...planted),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), async (values) => {
        const file = await joinedOf(template, values.map(carrying));
        const parts = partsOf(file);
        expect(textIn(parts.get("word/document.xml") ?? "")).toEqual(
          values.flatMap((value) => Array.from({ length: 5 }, () => shown(value))),
        );
        const headers = [...parts].filter(([part]) => part.startsWith("word/letter-text"));
        expect(headers.flatMap(([, xml]) => textIn(xml))).toEqual([...new Set(values.map(shown))]);
      }),
      { numRuns: 12 },
    );
  });

  it("the naughty strings and planted attacks too, more of them than one report takes", async () => {
    const all = [...naughty, ...planted];
    expect(all.length).toBeGreaterThan(lettersInReport);
    const template = await givenTemplate({ body: p(r("["), merge("Name"), r("]")) });
    expect(textOf(await joinedOf(template, all.map(carrying)))).toEqual(all.map(shown));
  });

  it("only a letter's own values are looked up, whatever a field is called", async () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "process", "env", "globalThis"];
    const template = await givenTemplate({ body: names.map((name) => p(r("["), merge(name), r(`]+++= ${name}+++`))).join("") });
    expect(template.unknown.map(({ written }) => written)).toEqual(names);
    const inherited = Object.assign(Object.create({ "contact.name": "inherited" }), { "contact.city": "own" });
    expect(textOf(await mergeLetter(template, valuesOf({})))).toEqual(names.map(() => "[]"));
    expect(await letter(p(merge("Name"), r("."), merge("City")), inherited)).toEqual([".own"]);
  });

  it("two fields with half a surrogate pair each, or half an attack, do not make a whole", async () => {
    const values = { "contact.firstName": "\ud83d||<w:b", "contact.surname": "\ude00r/>||" };
    const file = await mergeLetter(await givenTemplate({ body: p(merge("First_Name"), merge("Surname")) }), valuesOf(values));
    expect(textOf(file)).toEqual(["||<w:br/>||"]);
    expect(partsOf(file).get("word/document.xml")).not.toContain("<w:br/>");
  });

  it("every field of the catalogue reaches its letter", async () => {
    const values = Object.fromEntries(fields.map(({ name }) => [name, `<${name}>`]));
    expect(await letter(fields.map(({ wordNames }) => p(merge(wordNames.de))).join(""), values)).toEqual(
      fields.map(({ name }) => `<${name}>`),
    );
  });
});
