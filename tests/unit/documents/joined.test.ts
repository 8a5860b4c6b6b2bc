import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import type { MergeValues } from "@/lib/documents/word/fields";
import { lettersOf, mergeEach, mergeJoined } from "@/lib/documents/word/letters";
import { lettersInReport } from "@/lib/documents/word/merge";
import { field, type GivenDocx, merge, p, partsOf, r, textOf, xmlns } from "@/tests/support/docx";
import { givenTemplate, joinedOf, valuesOf } from "@/tests/support/letters";

const people = (count: number): MergeValues[] =>
  Array.from({ length: count }, (_, at) =>
    valuesOf({ "contact.name": `Person ${at + 1}`, "salesperson.name": at % 2 === 0 ? "Even" : "Odd" }),
  );
const joined = async (given: GivenDocx, letters: MergeValues[]) => joinedOf(await givenTemplate(given), letters);
const count = (text: string | undefined, sought: RegExp) => text?.match(sought)?.length ?? 0;

const text = (element: string, type: string, ...paragraphs: string[]) => ({
  type,
  xml: `<w:${element} ${xmlns}>${paragraphs.join("")}</w:${element}>`,
});
const withHeaders: GivenDocx = {
  body: `${p(r("Dear "), merge("Name"))}${p(r("Yours"))}<w:sectPr><w:headerReference w:type="default" r:id="own"/><w:headerReference w:type="first" r:id="same"/><w:footerReference w:type="default" r:id="foot"/><w:pgSz w:w="1" w:h="1"/><w:cols w:space="708"/></w:sectPr>`,
  parts: {
    "header1.xml": text("hdr", "header", p(r("Your contact: "), merge("Salesperson_Name"))),
    "header2.xml": text("hdr", "header", p(r("CRONUS"))),
    "footer1.xml": text("ftr", "footer", p(field(" PAGE ", "1"), r(" of "), field(" NUMPAGES ", "1"))),
  },
  relations: [
    { id: "own", type: "header", target: "header1.xml" },
    { id: "same", type: "header", target: "header2.xml" },
    { id: "foot", type: "footer", target: "footer1.xml" },
  ],
};

describe("one document of many letters", () => {
  it("each letter begins on a new page in a section of its own, from page 1, without an empty page behind", async () => {
    const file = await joined(withHeaders, people(3));
    expect(textOf(file)).toEqual(["Dear Person 1", "Yours", "Dear Person 2", "Yours", "Dear Person 3", "Yours"]);
    const document = partsOf(file).get("word/document.xml");
    expect(count(document, /<w:pPr><w:sectPr>/g)).toBe(2); // within the last paragraph of the first two
    expect(document).toMatch(/<\/w:sectPr><\/w:body><\/w:document>$/);
    expect(count(document, /<w:pgNumType w:start="1"\/><w:cols/g)).toBe(3);
    expect(document).not.toContain("continuous");
  });

  it("each letter has its own header; those that read the same are written once; pages are counted within the letter", async () => {
    const parts = partsOf(await joined(withHeaders, people(4)));
    const headers = [...parts].filter(([, xml]) => xml.includes("Your contact"));
    expect(headers.map(([, xml]) => /Even|Odd/.exec(xml)?.[0])).toEqual(["Even", "Odd"]);
    const document = parts.get("word/document.xml") ?? "";
    const used = [...document.matchAll(/<w:headerReference w:type="default" r:id="(\w+)"/g)].map(([, id]) => id);
    const relations = parts.get("word/_rels/document.xml.rels") ?? "";
    const texts = used.map((id) => parts.get(new RegExp(`Id="${id}"[^>]*Target="/([^"]+)"`).exec(relations)?.[1] ?? ""));
    expect(texts.map((xml) => /Even|Odd/.exec(xml ?? "")?.[0])).toEqual(["Even", "Odd", "Even", "Odd"]);
    expect([...parts.values()].filter((xml) => xml.includes("CRONUS"))).toHaveLength(1);
    expect([...parts.values()].filter((xml) => xml.includes("SECTIONPAGES"))).toHaveLength(1);
  });

  it("a template that ends with a table or a command has its break in a paragraph of almost no height", async () => {
    const table = await joined({ body: `<w:tbl><w:tr><w:tc>${p(merge("Name"))}</w:tc></w:tr></w:tbl>` }, people(2));
    expect(textOf(table)).toEqual(["Person 1", "", "Person 2"]);
    const command = await joined({ body: `${p(r("+++IF contact.name+++"))}${p(merge("Name"))}${p(r("+++END-IF+++"))}` }, people(2));
    expect(textOf(command)).toEqual(["Person 1", "", "Person 2"]);
    expect(partsOf(command).get("word/document.xml")).toContain('w:lineRule="exact"');
  });

  it("sections within a letter stay, and the first of each letter begins a page", async () => {
    const section = (type: string) => `<w:sectPr><w:type w:val="${type}"/><w:pgSz w:w="9" w:h="9"/></w:sectPr>`;
    const file = await joined(
      { body: `<w:p><w:pPr>${section("continuous")}</w:pPr>${merge("Name")}</w:p>${p(r("two"))}${section("continuous")}` },
      people(2),
    );
    const document = partsOf(file).get("word/document.xml") ?? "";
    expect(
      [...document.matchAll(/<w:sectPr>(.*?)<\/w:sectPr>/g)].map(([, inside]) => /pgNumType|continuous/.exec(inside ?? "")?.[0]),
    ).toEqual(["pgNumType", "continuous", "pgNumType", "continuous"]);
  });

  it("lists count anew in each letter", async () => {
    const item = (content: string) => `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr>${content}</w:p>`;
    const level = '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl>';
    const numbering = `<w:abstractNum w:abstractNumId="1">${level}</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num><w:numIdMacAtCleanup w:val="1"/>`;
    const given = {
      parts: { "numbering.xml": text("numbering", "numbering", numbering) },
      relations: [{ id: "n", type: "numbering", target: "numbering.xml" }],
    };
    const parts = partsOf(await joined({ ...given, body: item(merge("Name")) + item(r("b")) + p() }, people(3)));
    expect([...(parts.get("word/document.xml") ?? "").matchAll(/<w:numId w:val="(\d+)"/g)].map(([, id]) => id)).toEqual([
      "6",
      "6",
      "7",
      "7",
      "8",
      "8",
    ]);
    expect(parts.get("word/numbering.xml")).toMatch(
      /<w:num w:numId="6"><w:abstractNumId w:val="1"\/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"\/><\/w:lvlOverride><\/w:num><w:num w:numId="7">.*<w:numIdMacAtCleanup/,
    );
  });

  it("notes, bookmarks and drawings have numbers of their own in each letter", async () => {
    const body = p(
      '<w:bookmarkStart w:id="4" w:name="here"/><w:bookmarkEnd w:id="4"/>',
      merge("Name"),
      '<w:r><w:footnoteReference w:id="2"/></w:r>',
      '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/></wp:inline></w:drawing></w:r>',
      field(" PAGEREF here ", "1"),
    );
    const separator = `<w:footnote w:id="0" w:type="separator">${p()}</w:footnote>`;
    const given = {
      parts: {
        "footnotes.xml": text("footnotes", "footnotes", separator, `<w:footnote w:id="2">${p(r("of "), merge("Name"))}</w:footnote>`),
      },
      relations: [{ id: "n", type: "footnotes", target: "footnotes.xml" }],
    };
    const file = await joined({ ...given, body }, people(2));
    const parts = partsOf(file);
    const found = (part: string, sought: RegExp) => [...(parts.get(part) ?? "").matchAll(sought)].map(([, id]) => id);
    expect(textOf(file, "word/footnotes.xml")).toEqual(["", "of Person 1", "of Person 2"]);
    expect(found("word/footnotes.xml", /<w:footnote w:id="(\d+)">/g)).toEqual(
      found("word/document.xml", /footnoteReference w:id="(\d+)"/g),
    );
    for (const sought of [/<w:bookmarkStart w:id="(\d+)"/g, /w:name="(\w+)"/g, /<wp:docPr id="(\d+)"/g, /PAGEREF (\w+)/g]) {
      expect(new Set(found("word/document.xml", sought)).size).toBe(2);
    }
    expect(found("word/document.xml", /PAGEREF (\w+)/g)).toEqual(found("word/document.xml", /w:name="(\w+)"/g));
  });

  it("holds all letters in order, however many reports they take, reads them as they are needed, and tells how far it is", async () => {
    const told: number[] = [];
    let read = 0;
    async function* letters() {
      for (const person of people(lettersInReport * 2 + 3)) {
        read++;
        yield person;
      }
    }
    let readAtFirst = 0;
    const onLetter = (written: number) => {
      told.push(written);
      readAtFirst ||= read;
    };
    const file = await joinedOf(await givenTemplate({ body: p(merge("Name")) }), letters(), { onLetter });
    expect(textOf(file)).toEqual(people(lettersInReport * 2 + 3).map((_, at) => `Person ${at + 1}`));
    expect(told).toEqual(people(lettersInReport * 2 + 3).map((_, at) => at + 1));
    expect(readAtFirst).toBe(lettersInReport);
  });

  it("stops when it is told to", async () => {
    const template = await givenTemplate({ body: p(merge("Name")) });
    const stop = new AbortController();
    const onLetter = (written: number) => written === 3 && stop.abort(new Error("enough"));
    await expect(joinedOf(template, people(1_000), { signal: stop.signal, onLetter })).rejects.toThrow("enough");
    const files = mergeEach(lettersOf(template, people(2)), { signal: AbortSignal.abort(new Error("never begun")) });
    await expect(files.next()).rejects.toThrow("never begun");
  });

  it("a template without any field is the same for everybody", async () => {
    expect(textOf(await joined({ body: p(r("Dear all")) }, people(2)))).toEqual(["Dear all", "Dear all"]);
  });

  it("is refused to be made of nobody", async () => {
    await expect(joined({ body: p(merge("Name")) }, [])).rejects.toThrow("There are no letters to join.");
  });
});

describe("letters of several templates in one document", () => {
  const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  const style = (id: string, name: string, more = "") =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;
  const item = (...runs: string[]) =>
    `<w:p><w:pPr><w:pStyle w:val="List"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>${runs.join("")}</w:p>`;
  const numbering =
    '<w:abstractNum w:abstractNumId="0"><w:nsid w:val="1"/><w:lvl w:ilvl="0"><w:start w:val="1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';
  const english: GivenDocx = {
    body: `${item(r("Dear "), merge("Name"))}${p(r("Yours"))}<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>`,
    parts: {
      "header1.xml": text("hdr", "header", p(r("CRONUS"))),
      "styles.xml": text("styles", "styles", style("Normal", "Normal"), style("List", "My List")),
      "numbering.xml": text("numbering", "numbering", numbering),
    },
    relations: [
      { id: "h", type: "header", target: "header1.xml" },
      { id: "s", type: "styles", target: "styles.xml" },
      { id: "n", type: "numbering", target: "numbering.xml" },
    ],
  };
  const german: GivenDocx = {
    body: `${item(r("Lieber "), merge("Name"))}<w:p><w:pPr><w:pStyle w:val="Standard"/></w:pPr><w:r><w:drawing><a:blip r:embed="h"/></w:drawing></w:r><w:hyperlink r:id="n">${r("Netz")}</w:hyperlink><x:y xmlns:x="urn:x"/></w:p>`,
    parts: {
      "styles.xml": text("styles", "styles", style("Standard", "normal"), style("List", "Liste", '<w:basedOn w:val="Standard"/>')),
      "numbering.xml": text("numbering", "numbering", numbering),
      "media/image1.png": { xml: png, contentType: "image/png" },
    },
    relations: [
      { id: "h", type: "image", target: "media/image1.png" },
      { id: "n", type: "hyperlink", target: "https://example.com/", external: true },
      { id: "s", type: "styles", target: "styles.xml" },
      { id: "l", type: "numbering", target: "numbering.xml" },
    ],
  };

  it("come in their order, each with its own pictures, links, lists and headers, and the styles it brings", async () => {
    const [first, second] = [await givenTemplate(english), await givenTemplate(german)];
    const letters = people(4).map((values, at) => ({ template: at % 2 === 0 ? first : second, values }));
    const file = await buffer(mergeJoined([first, second], letters));
    expect(textOf(file)).toEqual([
      "Dear Person 1",
      "Yours",
      "Lieber Person 2",
      "Netz",
      "Dear Person 3",
      "Yours",
      "Lieber Person 4",
      "Netz",
    ]);
    const parts = partsOf(file);
    const document = parts.get("word/document.xml") ?? "";
    const found = (xml: string | undefined, sought: RegExp) => [...(xml ?? "").matchAll(sought)].map(([, id]) => id);
    expect(found(document, /<w:pStyle w:val="(\w+)"/g)).toEqual(["List", "ListT2", "Normal", "List", "ListT2", "Normal"]);
    expect(found(parts.get("word/styles.xml"), /w:styleId="(\w+)"/g)).toEqual(["Normal", "List", "ListT2"]);
    expect(parts.get("word/styles.xml")).toContain('<w:basedOn w:val="Normal"/>');
    expect(new Set(found(document, /<w:numId w:val="(\d+)"/g)).size).toBe(4);
    expect(found(parts.get("word/numbering.xml"), /<w:abstractNum [^>]*w:abstractNumId="(\d+)"/g)).toEqual(["0", "1"]);
    expect(found(parts.get("word/numbering.xml"), /<w:abstractNumId w:val="(\d+)"/g)).toEqual(["0", "0", "1", "0", "1"]);
    const relations = parts.get("word/_rels/document.xml.rels") ?? "";
    const target = (id?: string) => new RegExp(`Id="${id}"[^>]*Target="([^"]+)"`).exec(relations)?.[1];
    expect(found(document, /r:embed="(\w+)"/g).map(target)).toEqual([
      "/word/template2/media/image1.png",
      "/word/template2/media/image1.png",
    ]);
    expect(parts.has("word/template2/media/image1.png")).toBe(true);
    expect(found(document, /<w:hyperlink r:id="(\w+)"/g).map(target)).toEqual(["https://example.com/", "https://example.com/"]);
    const headers = found(document, /<w:headerReference (?:w:type="default" )?r:id="(\w+)"(?: w:type="default")?\/>/g).map((id) =>
      parts.get(target(id)?.slice(1) ?? ""),
    );
    expect(headers.map((xml) => xml?.includes("CRONUS"))).toEqual([true, false, true, false]);
    const ids = found(relations, / Id="(\w+)"/g);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("must be of templates that the document was begun with", async () => {
    const [first, second] = [await givenTemplate(english), await givenTemplate(german)];
    await expect(buffer(mergeJoined([first], [{ template: second, values: valuesOf({}) }]))).rejects.toThrow("begun with");
  });
});
