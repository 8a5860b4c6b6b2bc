import { describe, expect, it } from "vitest";
import { templateLimits } from "@/lib/documents/word/archive";
import { templateMessage } from "@/lib/documents/word/errors";
import { mergeLetter } from "@/lib/documents/word/letters";
import { docx, field, type GivenDocx, merge, p, partsOf, r, xmlns, zip } from "@/tests/support/docx";
import { givenTemplate, refused, valuesOf } from "@/tests/support/letters";

const elsewhere = (type: string, target: string): GivenDocx => ({
  body: p(r("x")),
  relations: [{ id: "x", type, target, external: true }],
});
const inside = (type: string, contentType: string, bytes: string | Buffer = "x"): GivenDocx => ({
  body: p(r("x")),
  parts: { "thing.bin": { xml: bytes, contentType } },
  relations: [{ id: "x", type, target: "thing.bin" }],
});
const settings = (xml: string, target: string): GivenDocx => ({
  body: p(r("x")),
  parts: {
    "settings.xml": {
      type: "settings",
      xml: `<w:settings ${xmlns}>${xml}</w:settings>`,
      relations: [{ id: "t", type: "attachedTemplate", target, external: true }],
    },
  },
  relations: [{ id: "s", type: "settings", target: "settings.xml" }],
});

const ruby = (instruction: string) =>
  `<w:r><w:ruby><w:rubyPr/><w:rt>${field(` ${instruction} `)}</w:rt><w:rubyBase>${r("x")}</w:rubyBase></w:ruby></w:r>`;

describe("content that would run, fetch or insert is refused", () => {
  it.each<[string, GivenDocx, string]>([
    ["macros by the type of the file", { mainType: "application/vnd.ms-word.document.macroEnabled.main+xml" }, "macros"],
    ["macros by a relation", inside("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "application/x"), "macros"],
    ["macros lying about", { files: { "word/vbaProject.bin": "x" } }, "macros"],
    ["an ActiveX control", inside("control", "application/vnd.ms-office.activeX+xml", "<x/>"), "activex"],
    ["a control in the text", { body: p('<w:r><w:control r:id="x"/></w:r>') }, "activex"],
    ["an OLE object", inside("oleObject", "application/vnd.openxmlformats-officedocument.oleObject"), "embedded_object"],
    ["an OLE object in the text", { body: p('<w:r><w:object><o:OLEObject Type="Link"/></w:object></w:r>') }, "embedded_object"],
    ["a workbook", inside("package", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), "embedded_object"],
    ["an archive in the archive", { files: { "word/media/image1.png": Buffer.from("PK\u0003\u0004rest") } }, "embedded_object"],
    ["a compound file", { files: { "word/media/image1.png": Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]) } }, "embedded_object"],
    ["a picture from elsewhere", elsewhere("image", "http://169.254.169.254/latest"), "external_content"],
    ["a picture from a file", elsewhere("image", "file:///etc/passwd"), "external_content"],
    ["a style sheet from elsewhere", elsewhere("styles", "http://127.0.0.1/"), "external_content"],
    [
      "a drawing of old Word from elsewhere",
      { body: p('<w:r><w:pict><v:shape><v:imagedata src="http://127.0.0.1/"/></v:shape></w:pict></w:r>') },
      "external_content",
    ],
    ["a template from elsewhere", settings("", "http://evil.example/x.dotm"), "remote_template"],
    ["a template of a server", settings("", "\\\\evil\\share\\x.dotm"), "remote_template"],
    ["another document", { body: '<w:altChunk r:id="x"/>' }, "inserted_document"],
    ["another document by its relation", inside("aFChunk", "text/html"), "inserted_document"],
    ["a subdocument", { body: p('<w:subDoc r:id="x"/>') }, "subdocument"],
    ["a link that runs", elsewhere("hyperlink", "javascript:alert(1)"), "unsafe_link"],
    ["a link to a file", elsewhere("hyperlink", "file:///etc/passwd"), "unsafe_link"],
    ["a link of a drawing", { body: p('<w:r><w:pict><v:shape href="file:///etc/passwd"/></w:pict></w:r>') }, "unsafe_link"],
    ["a field that links to a file", { body: p(field(' HYPERLINK "\\\\\\\\evil\\\\share" ', "x")) }, "unsafe_link"],
    [
      "what has no place in a letter",
      inside("chart", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", "<c/>"),
      "unknown_part",
    ],
    [
      "a picture that is a document",
      { ...inside("image", "image/svg+xml", "<svg/>"), body: p('<w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r>') },
      "unknown_part",
    ],
  ])("%s", async (_, given, what) => {
    const problems = await refused(given);
    expect(problems).toContainEqual(expect.objectContaining({ code: "unsafe_content", what }));
    expect(problems.map(templateMessage).join()).not.toMatch(/undefined|\[object/);
  });

  it.each("INCLUDETEXT INCLUDEPICTURE INCLUDE IMPORT LINK DDE DDEAUTO DATABASE EMBED RD MACROBUTTON AUTOTEXT".split(" "))(
    "the field %s, wherever it stands",
    async (code) => {
      const fields = {
        alone: p(field(` ${code.toLowerCase()} "http://127.0.0.1/x" `, "x")),
        simple: p(`<w:fldSimple w:instr="${code} x">${r("x")}</w:fldSimple>`),
        inIf: p(field(` IF ${merge("City")} = "x" "${field(` ${code} "C:\\\\x" `)}" "" `)),
        inOperand: p(field(` IF ${field(` ${code} "C:\\\\x" `)} = "x" "a" "" `)),
        inKept: p(field(` HYPERLINK ${field(` ${code} x `)} `, "x")),
        inResult: p(
          `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${field(` ${code} x `)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
        ),
        inIfSimple: p(
          field(` IF 1 = 1 "<w:r><w:t>y</w:t></w:r>" `).replace("<w:r><w:t>y</w:t></w:r>", `<w:fldSimple w:instr="${code} x"/>`),
        ),
        inFrozen: p(field(` AUTHOR ${field(` ${code} x `)} `, "x")),
        open:
          p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', `<w:r><w:instrText>${code} x</w:instrText></w:r>`) +
          p('<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
      };
      for (const [place, body] of Object.entries(fields)) {
        expect((await refused({ body })).map((problem) => `${place} ${problem.code} ${"field" in problem ? problem.field : ""}`)).toContain(
          `${place} unsafe_field ${code}`,
        );
      }
    },
  );

  it.each<[string, string, string]>([
    ["ruby text", "w:ruby", p(ruby("INCLUDETEXT x"))],
    ["ruby text in a field that stays", "w:ruby", p(field(` REF x ${r("y")}`, "x")).replace(r("y"), ruby("INCLUDETEXT x"))],
    ["ruby text in the text of an IF", "w:ruby", p(field(` IF 1 = 1 "${r("y")}" `)).replace(r("y"), ruby("INCLUDETEXT x"))],
    ["the properties of a paragraph", "w:pPr", `<w:p><w:pPr>${field(" INCLUDETEXT x ")}</w:pPr></w:p>`],
    ["a block that is no paragraph", "m:oMathPara", `<m:oMathPara xmlns:m="urn:m">${field(" INCLUDETEXT x ")}</m:oMathPara>`],
    [
      "a link in the text of an IF",
      "IF",
      p(field(` IF 1 = 1 "${r("y")}" `)).replace(r("y"), `<w:hyperlink>${field(" INCLUDETEXT x ")}</w:hyperlink>`),
    ],
  ])("fields in places where they are not looked for: %s", async (_, name, body) => {
    expect(await refused({ body })).toContainEqual(expect.objectContaining({ code: "field_unreadable", field: name }));
  });

  it("fields in the separator of notes", async () => {
    const xml = `<w:footnotes ${xmlns}><w:footnote w:id="0" w:type="separator">${p(field(" INCLUDETEXT x "))}</w:footnote></w:footnotes>`;
    const given = {
      body: p(),
      parts: { "footnotes.xml": { type: "footnotes", xml } },
      relations: [{ id: "n", type: "footnotes", target: "footnotes.xml" }],
    };
    expect(await refused(given)).toEqual([expect.objectContaining({ code: "field_unreadable", field: "w:footnote" })]);
  });

  it.each([
    [" NEXT ", "unsupported_field"],
    [" NEXTIF 1 = 1 ", "unsupported_field"],
    [" SKIPIF 1 = 1 ", "unsupported_field"],
    [' ASK Name "Who?" ', "unsupported_field"],
    [" FILLIN ", "unsupported_field"],
    [" = 1 + 1 ", "unsupported_field"],
    [" ", "unsupported_field"],
    [" MERGEFIELD ", "field_unreadable"],
    [' MERGEFIELD Name \\b "open ', "field_unreadable"],
    [" MERGEFIELD Name \\* DollarText ", "unsupported_switch"],
    [" MERGEFIELD Name \\* constructor ", "unsupported_switch"],
    [' IF "a" "b" "c" ', "field_unreadable"],
    [' IF "a" = "b" "c" "d" "e" ', "field_unreadable"],
  ])("{%s} is %s", async (instruction, code) => {
    expect((await refused({ body: p(field(instruction)) })).map((problem) => problem.code)).toEqual([code]);
  });

  it("an IF over two paragraphs, tracked changes, another prefix for Word's own, Strict Open XML", async () => {
    const open = p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF 1 = 1 "a</w:instrText></w:r>');
    expect(
      await refused({ body: open + p('<w:r><w:instrText>b"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>') }),
    ).toEqual([expect.objectContaining({ code: "field_over_paragraphs", field: "IF" })]);
    expect(await refused({ body: p(`<w:del>${r("secret")}</w:del>`) })).toEqual([expect.objectContaining({ code: "tracked_changes" })]);
    const main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    const document = (xml: string): GivenDocx => ({ files: { "word/document.xml": xml } });
    expect(await refused(document(`<x:document xmlns:x="${main}"><x:body><x:altChunk/></x:body></x:document>`))).toEqual([
      { code: "damaged", part: "word/document.xml" },
    ]);
    expect(await refused(document('<w:document xmlns:w="urn:other"/>'))).toEqual([{ code: "damaged", part: "word/document.xml" }]);
    expect(await refused(document('<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'))).toEqual([
      { code: "strict_format" },
    ]);
  });

  it("says all that is wrong at once, and where", async () => {
    const problems = await refused({ body: p(r("Dear "), field(" NEXT ")) + p(r("+++EXEC x+++")) });
    expect(problems.map(templateMessage)).toEqual([
      "The field NEXT in the text, near “Dear”, has no meaning in a letter made here. Remove it.",
      "+++EXEC x+++ in the text, near “+++EXEC x+++”, is not taken: templates run no code.",
    ]);
  });
});

describe("files that are no template", () => {
  const bomb = "<w:p/>".repeat(400_000);

  it.each<[string, () => Promise<Buffer> | Buffer, object]>([
    ["text", () => Buffer.from("Dear Sirs"), { code: "not_word" }],
    ["nothing", () => Buffer.alloc(0), { code: "not_word" }],
    ["a file of an old Word", () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), { code: "old_word_file" }],
    [
      "a document with a password",
      () => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from("EncryptedPackage", "utf16le")]),
      { code: "encrypted" },
    ],
    ["another archive", () => zip({ "a.txt": "a" }), { code: "not_word" }],
    [
      "a workbook",
      () => docx({ mainType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml" }),
      { code: "not_word" },
    ],
    ["half a file", async () => (await docx({ body: p() })).subarray(0, 900), { code: "damaged", part: "" }],
    ["no XML", () => docx({ files: { "word/document.xml": "<w:document>" } }), { code: "damaged", part: "word/document.xml" }],
    [
      "an unknown entity",
      () => docx({ files: { "word/document.xml": `<w:document ${xmlns}>&file;</w:document>` } }),
      { code: "damaged", part: "word/document.xml" },
    ],
    [
      "UTF-16",
      () => docx({ files: { "word/document.xml": Buffer.from(`\ufeff<w:document ${xmlns}/>`, "utf16le") } }),
      { code: "damaged", part: "word/document.xml" },
    ],
    ["a control character", () => docx({ body: p(r("&#1;").replace("&amp;", "&")) }), { code: "damaged", part: "word/document.xml" }],
    [
      "a document type that reads a file",
      () =>
        docx({
          files: { "word/document.xml": `<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document ${xmlns}>&f;</w:document>` },
        }),
      { code: "document_type", part: "word/document.xml" },
    ],
    ["a name that leads out", () => zip({ "../evil": "x" }), { code: "damaged", part: "" }],
    ["an absolute name", () => zip({ "/etc/passwd": "x" }), { code: "damaged", part: "" }],
    ["a name twice", () => zip({ "word/a.xml": "x", "WORD/A.xml": "y" }), { code: "damaged", part: "WORD/A.xml" }],
    [
      "a part that unpacks to very much",
      () => docx({ body: bomb }),
      { code: "too_large", what: "ratio", part: "word/document.xml", allowed: 150 },
    ],
    [
      "too deep a nesting",
      () => docx({ body: "<w:sdt>".repeat(5_000) + "</w:sdt>".repeat(5_000) }),
      { code: "damaged", part: "word/document.xml" },
    ],
    [
      "a missing part",
      () => docx({ body: p(), relations: [{ id: "s", type: "styles", target: "none.xml" }] }),
      { code: "damaged", part: "word/none.xml" },
    ],
  ])("%s", async (_, file, problem) => {
    expect(await refused(await file())).toEqual([problem]);
  });

  it("paragraphs that would take long to read: fields within fields, fields without end, very many runs", async () => {
    const begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>';
    const deep = Array.from({ length: 25 }).reduce<string>((inner) => field(` IF 1 = 1 "${inner}" `), "");
    for (const body of [p(deep), p(begin.repeat(5_000)), p(r("+").repeat(6_000))]) {
      expect(await refused({ body })).toContainEqual(expect.objectContaining({ code: "paragraph_too_large" }));
    }
  });

  it("archives of very many parts, and parts that are larger than they say", async () => {
    const many = Object.fromEntries(Array.from({ length: templateLimits.parts + 1 }, (_, no) => [`word/${no}.xml`, ""]));
    expect(await refused(await zip(many))).toEqual([{ code: "too_large", what: "parts", part: "", allowed: templateLimits.parts }]);
    const lying = await docx({ body: p(r("x".repeat(5_000))) });
    const entry = lying.indexOf("word/document.xml", lying.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))) - 46;
    lying.writeUInt32LE(10, entry + 24);
    expect(await refused(lying)).toEqual([{ code: "damaged", part: "" }]);
  });
});

describe("what belongs to the author is left out without a word", () => {
  it("data source, local template, comments, custom XML, properties, content controls, form macros, the vector beside a picture", async () => {
    const template = await givenTemplate({
      ...settings(
        '<w:attachedTemplate r:id="t"/><w:mailMerge><w:dataSource r:id="d"/></w:mailMerge><w:zoom w:percent="100"/>',
        "file:///C:\\Users\\me\\Letter.dotx",
      ),
      body: `<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent>${p('<w:commentRangeStart w:id="1"/>', r("Dear "), merge("Name"), '<w:r><w:commentReference w:id="1"/></w:r>')}</w:sdtContent></w:sdt>`,
      relations: [
        { id: "s", type: "settings", target: "settings.xml" },
        { id: "c", type: "comments", target: "comments.xml" },
        { id: "x", type: "customXml", target: "../customXml/item1.xml" },
      ],
      files: { "word/comments.xml": "<secret/>", "customXml/item1.xml": "<secret/>", "docProps/core.xml": "<secret/>" },
    });
    const parts = partsOf(await mergeLetter(template, valuesOf({ "contact.name": "Anna" })));
    expect([...parts.keys()].toSorted()).toEqual([
      "[Content_Types].xml",
      "_rels/.rels",
      "word/_rels/document.xml.rels",
      "word/document.xml",
      "word/settings.xml",
    ]);
    expect([...parts.values()].join()).not.toMatch(/secret|comment|sdt|Users|mailMerge|attachedTemplate/);
    expect(parts.get("word/settings.xml")).toContain("w:zoom");
  });
});
