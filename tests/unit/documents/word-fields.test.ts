import { describe, expect, it } from "vitest";
import { mergeLetter } from "@/lib/documents/word/letters";
import { field, merge, p, partsOf, r, textOf, xmlns } from "@/tests/support/docx";
import { givenTemplate, letter, valuesOf } from "@/tests/support/letters";

const anna = {
  "contact.name": "anna bell",
  "contact.firstName": "Anna",
  "contact.city": "Aarhus",
  "contact.county": "",
  "contact.postCode": "8000",
  "line.date": "2027-03-05",
} as const;

describe("merge fields of Word", () => {
  it("are found simple, split over runs, in hyperlinks, tables, text boxes, headers, footers and notes", async () => {
    const box = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${p(merge("City"))}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${p(merge("City"))}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    const table = `<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>${p(r("City: "), merge("City"))}</w:tc></w:tr></w:tbl>`;
    const simple = `<w:fldSimple w:instr=" MERGEFIELD  Name \\* Upper "><w:r><w:rPr><w:b/></w:rPr><w:t>«Name»</w:t></w:r></w:fldSimple>`;
    const note = `<w:r><w:footnoteReference w:id="2"/></w:r>`;
    const template = await givenTemplate({
      body: `${p(simple, note)}${p(box)}${p(`<w:hyperlink w:anchor="x">${merge("First_Name")}</w:hyperlink>`)}${table}<w:sectPr><w:headerReference r:id="h" w:type="default"/><w:footerReference r:id="f" w:type="default"/></w:sectPr>`,
      parts: {
        "header1.xml": { type: "header", xml: `<w:hdr ${xmlns}>${p(r("To "), merge("Name"))}</w:hdr>` },
        "footer1.xml": { type: "footer", xml: `<w:ftr ${xmlns}>${p(merge("Date"))}</w:ftr>` },
        "footnotes.xml": {
          type: "footnotes",
          xml: `<w:footnotes ${xmlns}><w:footnote w:id="0" w:type="separator">${p()}</w:footnote><w:footnote w:id="2">${p(r("See "), merge("Post_Code"))}</w:footnote></w:footnotes>`,
        },
      },
      relations: [
        { id: "h", type: "header", target: "header1.xml" },
        { id: "f", type: "footer", target: "footer1.xml" },
        { id: "n", type: "footnotes", target: "footnotes.xml" },
      ],
    });
    const file = await mergeLetter(template, valuesOf(anna));
    expect(textOf(file)).toEqual(["ANNA BELL", "", "Aarhus", "Aarhus", "Anna", "City: Aarhus"]);
    expect(textOf(file, "word/header1.xml")).toEqual(["To anna bell"]);
    expect(textOf(file, "word/footer1.xml")).toEqual(["5 March 2027"]);
    expect(textOf(file, "word/footnotes.xml")).toEqual(["", "See 8000"]);
    expect(partsOf(file).get("word/document.xml")).toContain("<w:rPr><w:b/></w:rPr>");
  });

  it.each([
    ["\\* Upper", "ANNA BELL"],
    ["\\* Lower", "anna bell"],
    ["\\* FirstCap", "Anna bell"],
    ["\\* Caps \\* MERGEFORMAT", "Anna Bell"],
    ['\\b "Dear " \\f "!"', "Dear anna bell!"],
    ['\\* Upper \\b "to "', "to ANNA BELL"],
  ])("have the switch %s", async (switches, text) => {
    expect(await letter(p(field(` MERGEFIELD Name ${switches} `)), anna)).toEqual([text]);
  });

  it("write what stands before and after only where there is something between", async () => {
    expect(await letter(p(r("x"), field(' MERGEFIELD County \\b ", " \\f "." ')), anna)).toEqual(["x"]);
  });

  it.each([
    ["en-GB", "dddd, d MMMM yyyy", "Friday, 5 March 2027"],
    ["de-DE", "dddd, d. MMMM yyyy", "Freitag, 5. März 2027"],
    ["da-DK", "d. MMM yy", "5. mar. 27"],
    ["fr-FR", "'le' dd/MM/yyyy", "le 05/03/2027"],
    ["pl-PL", "d MMMM yyyy", "5 marca 2027"],
    ["not a language!", "d MMMM", "5 March"],
  ])("write a day in %s by the picture %s", async (language, picture, text) => {
    expect(await letter(p(field(` MERGEFIELD Date \\@ "${picture}" `)), anna, { language })).toEqual([text]);
    expect(await letter(p(field(` DATE \\@ "${picture}" `, "1/1/2020")), anna, { language })).toEqual([text]);
  });

  it.each([
    ["en-GB", "#,##0.00", "1234.5", "1,234.50"],
    ["de-DE", "#,##0.00", "1234.5", "1.234,50"],
    ["en-GB", "0000", "12", "0012"],
    ["en-GB", "$#,##0.00;($#,##0.00);'none'", "-5", "($5.00)"],
    ["en-GB", "$#,##0.00;($#,##0.00);'none'", "0", "none"],
    ["en-GB", "0%", "no number", "no number"],
  ])("write a number in %s by the picture %s", async (language, picture, value, text) => {
    expect(await letter(p(field(` MERGEFIELD Post_Code \\# "${picture}" `)), { "contact.postCode": value }, { language })).toEqual([text]);
  });

  it("read a number picture with the decimal sign of the author's Word", async () => {
    const settings = `<w:settings ${xmlns}><w:decimalSymbol w:val=","/></w:settings>`;
    const given = {
      parts: { "settings.xml": { type: "settings", xml: settings } },
      relations: [{ id: "s", type: "settings", target: "settings.xml" }],
    };
    const body = p(field(` MERGEFIELD Post_Code \\# "#.##0,00" `));
    expect(await letter(body, { "contact.postCode": "1234.5" }, { language: "en-GB" }, given)).toEqual(["1,234.50"]);
  });

  it("take the look of what they showed, or of the field's code with CHARFORMAT", async () => {
    const shown = `${field(" MERGEFIELD Name ", "«Name»", "<w:i/>")}${field(" MERGEFIELD City \\* CHARFORMAT ", "", "<w:u/>")}`;
    const file = partsOf(await mergeLetter(await givenTemplate({ body: p(shown) }), valuesOf(anna))).get("word/document.xml");
    expect(file).toMatch(/<w:rPr><w:i\/><\/w:rPr><w:t[^>]*>anna bell/);
    expect(file).toMatch(/<w:rPr><w:u\/><\/w:rPr><w:t[^>]*>Aarhus/);
  });

  it.each([
    ['"Aarhus"', "=", "yes"],
    ['"aarhus"', "=", "no"],
    ['"A*s"', "=", "yes"],
    ['"A?rhus"', "=", "yes"],
    ['"A?"', "=", "no"],
    ['"B*"', "<>", "yes"],
    ['"B"', "<", "yes"],
    ['"B"', ">=", "no"],
  ])("IF City %2$s %1$s", async (right, operator, text) => {
    expect(await letter(p(field(` IF ${merge("City")} ${operator} ${right} "yes" "no" `)), anna)).toEqual([text]);
  });

  it.each([
    ["9000", "<", "yes"],
    ["08000", "=", "yes"],
    ["10000", ">", "no"],
  ])("IF compares numbers as numbers: Post Code %2$s %1$s", async (right, operator, text) => {
    expect(await letter(p(field(` IF ${merge("Post_Code")} ${operator} ${right} "yes" "no" `)), anna)).toEqual([text]);
  });

  it("IF holds fields and formatting in its texts, IFs too, and may have no second text", async () => {
    const inner = field(` IF ${merge("City")} = "Aarhus" "from ${merge("City")}" "elsewhere" `);
    const body = p(
      r("Hello "),
      field(` IF ${merge("First_Name")} <> "" "${merge("First_Name")} ${inner}" "you" `),
      field(` IF ${merge("County")} = "" "" "never" `),
      r("."),
    );
    expect(await letter(body, anna)).toEqual(["Hello Anna from Aarhus."]);
  });

  it("count letters with MERGEREC, keep page numbers, and freeze what is about the author's file", async () => {
    const body = p(field(" MERGEREC "), r(" "), field(" PAGE ", "1"), r(" "), field(" AUTHOR ", "Somebody"));
    const file = await mergeLetter(await givenTemplate({ body }), valuesOf(anna));
    expect(textOf(file)).toEqual(["1 1 Somebody"]);
    expect(partsOf(file).get("word/document.xml")).not.toMatch(/MERGEREC|AUTHOR/);
    expect(
      partsOf(file)
        .get("word/document.xml")
        ?.replace(/<[^>]+>/g, ""),
    ).toContain(" PAGE ");
  });

  it("ADDRESSBLOCK and GREETINGLINE are the contact's mail address and formal salutation", async () => {
    const values = { "contact.mailAddress": "Anna Bell\n8000 Aarhus", "contact.formalSalutation": "Dear Anna," };
    expect(await letter(p(field(' ADDRESSBLOCK \\f "x" \\l 1033 ')) + p(field(" GREETINGLINE ")), values)).toEqual([
      "Anna Bell⏎8000 Aarhus",
      "Dear Anna,",
    ]);
  });

  it("text in chevrons without a field stays text", async () => {
    expect(await letter(p(r("«Name»")), anna)).toEqual(["«Name»"]);
  });
});

describe("lines that fields leave blank", () => {
  const address = `${p(merge("Name"))}${p(merge("Address_2"))}${p(merge("Post_Code"), r(" "), merge("City"))}${p(r("Tel. "), merge("Phone_No"))}${p()}${p(r("End"))}`;

  it("disappear when nothing but fields is in the paragraph, also in a cell and a text box; other blank lines stay", async () => {
    const lines = ["anna bell", "8000 Aarhus", "Tel. ", "", "End"];
    expect(await letter(address, anna)).toEqual(lines);
    expect(await letter(`<w:tbl><w:tr><w:tc>${address}</w:tc><w:tc>${p(r("x"))}</w:tc></w:tr></w:tbl>`, anna)).toEqual([...lines, "x"]);
    expect(await letter(p(`<w:r><w:pict><v:textbox><w:txbxContent>${address}</w:txbxContent></v:textbox></w:pict></w:r>`), anna)).toEqual([
      "",
      ...lines,
    ]);
  });

  it("disappear between line breaks of one paragraph too", async () => {
    const br = "<w:r><w:br/></w:r>";
    expect(
      await letter(
        p(merge("County"), br, merge("Name"), br, merge("Address_2"), br, r("Tel. "), merge("Phone_No"), br, merge("County")),
        anna,
      ),
    ).toEqual(["anna bell⏎Tel. "]);
  });

  it("stay where the author's settings say so, and where a cell would have no paragraph left", async () => {
    const settings = `<w:settings ${xmlns}><w:mailMerge><w:doNotSuppressBlankLines/></w:mailMerge></w:settings>`;
    const given = {
      parts: { "settings.xml": { type: "settings", xml: settings } },
      relations: [{ id: "s", type: "settings", target: "settings.xml" }],
    };
    expect(await letter(address, anna, {}, given)).toEqual(["anna bell", "", "8000 Aarhus", "Tel. ", "", "End"]);
    expect(await letter(`<w:tbl><w:tr><w:tc>${p(merge("County"))}</w:tc></w:tr></w:tbl>${p()}`, anna)).toEqual(["", ""]);
  });
});
