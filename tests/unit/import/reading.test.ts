import { describe, expect, it } from "vitest";
import { type KnownCodes, plainCell, readCell } from "@/lib/contacts/import/cell";
import { guessKind, recogniseColumns } from "@/lib/contacts/import/columns";
import { contactColumns, contactReader, type Matching } from "@/lib/contacts/import/contact-row";
import { copyLine } from "@/lib/contacts/import/copy-line";
import { detectDelimiter, detectLineEnd } from "@/lib/contacts/import/delimiter";
import { detectEncoding } from "@/lib/contacts/import/encoding";
import { behaviourFields, contactFields, type ImportField, salesFactFields } from "@/lib/contacts/import/fields";
import { readFileStart } from "@/lib/contacts/import/file-start";
import { joinName, splitName } from "@/lib/contacts/name";
import { err } from "@/lib/result";

const codes: KnownCodes = {
  country: new Map([
    ["us", "US"],
    ["united states", "US"],
    ["usa", "US"],
    ["dk", "DK"],
  ]),
  language: new Map(),
  salutation: new Map(),
  territory: new Map(),
  salesperson: new Map([["jo", "JO"]]),
  organizationalLevel: new Map(),
};
const notation = { dayOrder: "dmy", decimal: "." } as const;
const cell = (field: ImportField, value: string, how: Parameters<typeof readCell>[3] = notation) => {
  const read = readCell(field.cell, value, codes, how);
  return read.ok ? read.value : null;
};

describe("names", () => {
  it.each([
    ["Anna", { firstName: null, middleName: null, surname: "Anna" }],
    ["Anna Berg", { firstName: "Anna", middleName: null, surname: "Berg" }],
    [" Anna  Maria Berg ", { firstName: "Anna", middleName: "Maria", surname: "Berg" }],
    ["Mr. Andy B. Teal", { firstName: "Mr. Andy", middleName: "B.", surname: "Teal" }],
    ["", { firstName: null, middleName: null, surname: null }],
  ])("%j is split and joined again", (name, parts) => {
    expect(splitName(name)).toEqual(parts);
    expect(joinName(parts)).toBe(name.trim().replace(/\s+/g, " "));
  });
});

describe("cells", () => {
  it("the apostrophe of our own exports is taken off, and no other", () => {
    expect(["'=1+1", "'+45 1", "'-x", "'@a", "'\tx", "' =1", "'＝1", "'n Sync", "O'Neil", "=1+1"].map(plainCell)).toEqual([
      "=1+1",
      "+45 1",
      "-x",
      "@a",
      "x",
      "=1",
      "＝1",
      "'n Sync",
      "O'Neil",
      "=1+1",
    ]);
  });
  it("countries by code or name", () => {
    expect(["us", "United States", "USA", "Atlantis"].map((value) => cell(contactFields.country_region_code, value))).toEqual([
      "US",
      "US",
      "US",
      null,
    ]);
  });
  it("e-mail addresses", () => {
    expect(
      ["a@b.co", "a@b.co;c@d.org", "spotsmeyer's.x@contoso.com", "no mail", "a@b", "a b@c.de", "<a@b.de>"].map(
        (value) => cell(contactFields.email, value) !== null,
      ),
    ).toEqual([true, true, true, false, false, false, false]);
  });
  it("phone numbers without letters, extensions allowed", () => {
    expect(
      ["(422)787-2331x71127", "001-645-334", "+45 12 ext. 3", "call me"].map((value) => cell(contactFields.phone_no, value) !== null),
    ).toEqual([true, true, true, false]);
  });
  it("moments that Postgres can keep, and no zone that there is not", () => {
    const moments = ["2026-03-16T09:30:00+01:00", "2026-03-16T09:30:00+99:00", "0001-01-01T00:00:00+01:00", "0000-05-01", "0001-01-01"];
    expect(moments.map((value) => cell(behaviourFields.occurred_at, value))).toEqual([
      "2026-03-16T08:30:00.000Z",
      ...[null, null, null],
      "0001-01-01T00:00:00",
    ]);
  });
  it("days and numbers as the file writes them", () => {
    const day = salesFactFields.posting_date;
    expect(["2026-03-16", "16.03.2026", "16/3/2026", "31.02.2026", "0/0/00"].map((value) => cell(day, value))).toEqual([
      "2026-03-16",
      "2026-03-16",
      "2026-03-16",
      null,
      null,
    ]);
    expect(cell(day, "3/16/2026", { dayOrder: "mdy", decimal: "." })).toBe("2026-03-16");
    const amount = salesFactFields.amount_lcy;
    expect(["1,234.5", "-3", "£12.00", "(4.5)", "1.234,5", "ten", "1e9"].map((value) => cell(amount, value))).toEqual([
      "1234.50",
      "-3.00",
      "12.00",
      "-4.50",
      null,
      null,
      null,
    ]);
    expect(cell(amount, "1.234,5", { dayOrder: "dmy", decimal: "," })).toBe("1234.50");
  });
  it("a zero character is refused", () => expect(cell(contactFields.name, "a\u0000b")).toBeNull());
});

describe("columns", () => {
  it("of well-known exports are recognised", () => {
    expect(
      recogniseColumns(
        ["first_name", "last_name", "company_name", "address", "city", "county", "state", "zip", "phone1", "phone2", "email", "web"],
        "contacts",
      ),
    ).toEqual([
      "first_name",
      "surname",
      "company_name",
      "address",
      "city",
      "county",
      null,
      "post_code",
      "phone_no",
      "mobile_phone_no",
      "email",
      "home_page",
    ]);
    expect(
      recogniseColumns(
        [
          "Index",
          "Customer Id",
          "First Name",
          "Last Name",
          "Company",
          "City",
          "Country",
          "Phone 1",
          "Phone 2",
          "Email",
          "Subscription Date",
          "Website",
        ],
        "contacts",
      ),
    ).toEqual([
      null,
      "external_id",
      "first_name",
      "surname",
      "company_name",
      "city",
      "country_region_code",
      "phone_no",
      "mobile_phone_no",
      "email",
      null,
      "home_page",
    ]);
    expect(recogniseColumns(["E-mail Address", "Given Name", "Nachname", "Business Country/Region"], "contacts")).toEqual([
      "email",
      "first_name",
      "surname",
      "country_region_code",
    ]);
  });
  it("tell contacts from sales facts", () => {
    expect(guessKind(["Email", "Item No.", "Date", "Qty", "Amount"])).toBe("sales_facts");
    expect(guessKind(["Email", "Name", "Date"])).toBe("contacts");
  });
});

describe("rows of contacts", () => {
  const row = (line: Record<string, string>, matchBy: Matching = "email") => {
    const headings = Object.keys(line);
    const read = contactReader({ columns: recogniseColumns(headings, "contacts"), headings, codes, notation, matchBy })(
      Object.values(line),
    );
    return read.ok ? Object.fromEntries(contactColumns.map((column, index) => [column, read.values[index]])) : read;
  };
  it("with the parts of a name are persons", () => {
    expect(row({ first_name: "Ann", last_name: "Berg", company: "Acme", email: "Ann@Acme.dk" })).toMatchObject({
      type: "person",
      type_given: "true",
      name: "Ann Berg",
      whole_name: "false",
      company_name: "Acme",
      key: "e-mail ann@acme.dk",
    });
  });
  it("with a company and a name are persons, with the company alone companies", () => {
    expect(row({ name: "Ann Berg", company: "Acme" })).toMatchObject({ type: "person", surname: "Berg", key: "person ann berg at acme" });
    expect(row({ name: "", company: "Acme" })).toMatchObject({ type: "company", name: "Acme", company_name: null, key: "company acme" });
  });
  it("of files without any column for persons are companies", () => {
    expect(row({ Name: "Acme Ltd", Country: "USA" })).toMatchObject({ type: "company", type_given: "false", country_region_code: "US" });
  });
  it("are known by number, else external id, else e-mail, as far as chosen", () => {
    const line = { "External ID": "X1", Email: "a@b.dk", Name: "Ann Berg", "Job Title": "CEO" };
    expect([row(line), row(line, "number"), row({ ...line, "Contact No.": "C1" })].map((read) => "key" in read && read.key)).toEqual([
      "external id X1",
      "person ann berg  ",
      "number C1",
    ]);
    expect(row({ email: "a@b.dk", name: "" })).toMatchObject({ name: null, key: "e-mail a@b.dk" });
  });
  it("without any name or key are refused", () => {
    expect(row({ first_name: "", last_name: "", city: "Aarhus" })).toEqual({
      ok: false,
      column: "last_name",
      value: "",
      reason: "The name is empty.",
    });
  });
  it("minors without consent are blocked", () =>
    expect(row({ Name: "Kim", Type: "person", Minor: "yes" })).toMatchObject({ minor: "true", privacy_blocked: "true" }));
  it("refuse a cell with its column, value and reason", () => {
    expect(row({ name: "Acme", country: "Atlantis" })).toEqual({
      ok: false,
      column: "country",
      value: "Atlantis",
      reason: "This country is not known.",
    });
  });
});

describe("the look of a file", () => {
  const bytes = (text: string, encoding: BufferEncoding = "utf8") => Buffer.from(text, encoding);
  const start = (content: Uint8Array) => readFileStart(content, true, { encoding: null, delimiter: null });
  it("encodings are recognised", () => {
    expect(detectEncoding(bytes("\ufeffname\nÅse"))).toBe("utf-8");
    expect(detectEncoding(bytes("name\nÅse"))).toBe("utf-8");
    expect(detectEncoding(bytes("\ufeffname\nÅse", "utf16le"))).toBe("utf-16le");
    expect(detectEncoding(bytes("name\nhello world", "utf16le"))).toBe("utf-16le");
    expect(detectEncoding(bytes("\ufeffname\nhello", "utf16le").swap16())).toBe("utf-16be");
    expect(detectEncoding(bytes("name\n\u00c5se", "latin1"))).toBe("windows-1252");
    expect(detectEncoding(Uint8Array.from({ length: 3000 }, (_, index) => (index * 37) % 256))).toBeNull();
    expect(detectEncoding(bytes("PK\u0003\u0004rest of an archive"))).toBeNull();
  });
  it("delimiters and line ends are recognised", () => {
    expect([
      detectDelimiter("a,b;c\n1,2;3\n"),
      detectDelimiter("a;b;c\n1,5;2;3\n"),
      detectDelimiter("a\tb\n1\t2"),
      detectDelimiter("name\nx"),
    ]).toEqual([",", ";", "\t", ","]);
    expect([detectLineEnd("a\r\nb"), detectLineEnd("a\rb"), detectLineEnd('"x\r\ny"\nb')]).toEqual(["CR LF", "CR", "LF"]);
  });
  it("a byte order mark is no part of the first heading", () => {
    for (const content of [
      bytes("\ufeffname,city\nA,B"),
      bytes("\ufeffname,city\nA,B", "utf16le"),
      bytes("\ufeffname,city\nA,B", "utf16le").swap16(),
    ]) {
      expect(start(content)).toMatchObject({ ok: true, value: { headings: ["name", "city"], rows: [["A", "B"]] } });
    }
  });
  it.each([
    ["binary", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 1, 2]), { code: "file_binary" }],
    ["blank lines", bytes("\n\n \n"), { code: "file_blank" }],
    ["a header only", bytes("name,city\n"), { code: "header_only" }],
    ["a heading twice", bytes("name,Name\na,b\n"), { code: "heading_twice", heading: "Name", columns: [1, 2] }],
    ["an unclosed quotation mark", bytes('name,city\n"a,b\nc,d\n'), { code: "quote_not_closed", line: 2 }],
  ])("%s: refused", (_, content, error) => expect(start(content)).toEqual(err(error)));
});

it("no value can end a COPY or pass for null", () => {
  expect(copyLine(["\\.", "\\N", null, "a\tb\nc\rd\\", ""])).toBe("\\\\.\t\\\\N\t\\N\ta\\tb\\nc\\rd\\\\\t\n");
});
