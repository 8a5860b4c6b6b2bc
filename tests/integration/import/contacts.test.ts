import { readFileSync } from "node:fs";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok } from "@/lib/result";
import { writeStandardSetup } from "@/lib/setup/standard-setup";
import { peopleFile } from "@/tests/support/people-file";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { matching } from "../filters/matching";
import { givenImport, givenUpload, importFile, numbersOf } from "./given-import";

let db: TestDatabase;
let context: OperationContext;
const opened: TestDatabase[] = [];
beforeEach(async () => {
  db = await createTestDatabase();
  opened.push(db);
  context = await testContext(db);
  await inTransaction(db, async (tx) =>
    ok(await writeStandardSetup(tx, { name: "Ada Admin", email: "ada@example.test", userId: "test-admin" })),
  );
});
afterAll(async () => {
  for (const each of opened) await each.drop();
});

const rows = async (sql: string) => (await db.pool.query(sql)).rows;
const contacts = (columns: string) => rows(`select ${columns} from contact order by id`);

it("S-15: text is kept and asked for without outer blanks, compared without case, accents matter, and blanks are empty (T-13, T-14)", async () => {
  const surnames = ["Dupont", '" dupont "', "DUPONT", "Dupönt", '"   "', ""];
  await importFile(context, `Contact No.,First Name,Surname\n${surnames.map((surname, at) => `S${at + 1},Ann,${surname}`).join("\n")}\n`);
  const surname = { kind: "field", field: "surname" } as const;
  expect(await matching(db, { ...surname, op: "is", value: "dupont" })).toEqual(["S1", "S2", "S3"]);
  expect(await matching(db, { ...surname, op: "isEmpty" })).toEqual(["S5", "S6"]);
});

describe("a file of persons with one company each, as us-500.csv: CR line ends, quoted, zip codes with zeros", () => {
  const file = peopleFile();

  it("creates each person and company, numbered and linked; the totals add up", async () => {
    const imported = await importFile(context, file);
    expect(numbersOf(imported)).toEqual([500, 500, 0, 0, 0]);
    expect(imported.row).toMatchObject({ state: "done", companiesCreated: 500 });
    expect(await rows("select type::text, count(*)::int as n from contact group by type order by 1")).toEqual([
      { type: "company", n: 500 },
      { type: "person", n: 500 },
    ]);
    expect(
      await rows(
        "select contact_no, name, first_name, surname, company_name, post_code, phone_no, search_name, salutation_code from contact where email = 'p0@example.com'",
      ),
    ).toEqual([
      {
        contact_no: "CT000501",
        name: "First0 Last0",
        first_name: "First0",
        surname: "Last0",
        company_name: "Company 0",
        post_code: "08000",
        phone_no: "504-621-1000",
        search_name: "FIRST0 LAST0",
        salutation_code: "UNISEX",
      },
    ]);
    expect(
      await rows(
        "select count(*)::int as n from contact p join contact c on c.id = p.company_id and c.contact_no = p.company_no where p.type = 'person' and c.name = p.company_name",
      ),
    ).toEqual([{ n: 500 }]);
    expect(await rows("select last_no::int as n from number_series where code = 'CONT'")).toEqual([{ n: 1000 }]);
    expect(await rows("select tablename from pg_tables where schemaname = 'import_staging'")).toEqual([]);
  });

  it("imported a second time changes nobody, and a changed cell one", async () => {
    await importFile(context, file);
    const again = await importFile(context, file);
    expect(numbersOf(again)).toEqual([500, 0, 0, 500, 0]);
    const changed = await importFile(context, file.replace("3 Main St", "3 Side St"));
    expect(numbersOf(changed)).toEqual([500, 0, 1, 499, 0]);
    expect(await rows("select address from contact where email = 'p3@example.com'")).toEqual([{ address: "3 Side St" }]);
    expect(numbersOf(await importFile(context, file.replace("4 Main St", "4 Side St"), { known: "skip" }))).toEqual([500, 0, 0, 500, 0]);
  });
});

describe("known contacts", () => {
  it("are found by number, else external id, else e-mail; blank cells leave what is there", async () => {
    await importFile(
      context,
      "Contact No.,External ID,Name,Type,City,Email\nA1,X1,Ann Berg,person,Aarhus,ann@b.dk\n,X2,Bo Dahl,person,Odense,\n,,Cy Ek,person,Vejle,cy@b.dk\n",
    );
    const imported = await importFile(context, "Contact No.,External ID,City,Email\nA1,,Ribe,\n,X2,,bo@b.dk\n,,Skive,CY@b.dk\n");
    expect(numbersOf(imported)).toEqual([3, 0, 3, 0, 0]);
    expect(await contacts("contact_no, name, city, email")).toEqual([
      { contact_no: "A1", name: "Ann Berg", city: "Ribe", email: "ann@b.dk" },
      { contact_no: "CT000001", name: "Bo Dahl", city: "Odense", email: "bo@b.dk" },
      { contact_no: "CT000002", name: "Cy Ek", city: "Skive", email: "CY@b.dk" },
    ]);
  });

  it("another external id is another contact, also with the same e-mail address", async () => {
    await importFile(context, "External ID,Name,Type,Email\nX1,Ann Berg,person,info@b.dk\n");
    expect(numbersOf(await importFile(context, "External ID,Name,Type,Email\nX2,Bo Dahl,person,info@b.dk\n"))).toEqual([1, 1, 0, 0, 0]);
  });

  it("two with the same e-mail address: the row is refused, since nothing says which is meant", async () => {
    await importFile(context, "External ID,Name,Type,Email\nX1,Ann Berg,person,info@b.dk\nX2,Bo Dahl,person,info@b.dk\n");
    const imported = await importFile(context, "Name,Type,Email\nAnn Berg,person,info@b.dk\n");
    expect(numbersOf(imported)).toEqual([1, 0, 0, 0, 1]);
    expect(imported.refusals).toEqual([
      {
        lineNo: 2,
        columnName: "Contact",
        value: "CT000001, CT000002",
        reason: "2 contacts are known by this; nothing says which is meant.",
      },
    ]);
  });

  it("a second row about the same contact in one file is refused, whatever names it", async () => {
    const imported = await importFile(
      context,
      "External ID,Name,Type,Email\nX1,Ann Berg,person,ann@b.dk\nX1,Ann Bergg,person,other@b.dk\n,Ann,person,ann@b.dk\n,Bo,person,bo@b.dk\n,Bob,person,BO@b.dk\n",
    );
    expect(numbersOf(imported)).toEqual([5, 2, 0, 0, 3]);
    expect(imported.refusals.map(({ lineNo }) => lineNo)).toEqual([3, 4, 6]);
  });

  it("a person keeps the employer; one without gets it, and takes over what is blank", async () => {
    await importFile(
      context,
      "Type,Name,Company Name,Address,City,Phone,Salesperson\ncompany,Acme,,Mill Road 1,York,0123,AA\nperson,Ann Berg,Acme,,,,\nperson,Bo Dahl,,,,999,\n",
    );
    expect(await contacts("name, company_name, address, city, phone_no, salesperson_code")).toEqual([
      { name: "Acme", company_name: "Acme", address: "Mill Road 1", city: "York", phone_no: "0123", salesperson_code: "AA" },
      { name: "Ann Berg", company_name: "Acme", address: "Mill Road 1", city: "York", phone_no: "0123", salesperson_code: "AA" },
      { name: "Bo Dahl", company_name: null, address: null, city: null, phone_no: "999", salesperson_code: null },
    ]);
    const imported = await importFile(context, "Contact No.,Company Name\nCT000002,Bolt\nCT000003,acme\n");
    expect(numbersOf(imported)).toEqual([2, 0, 1, 0, 1]);
    expect(imported.refusals).toMatchObject([{ lineNo: 2, columnName: "Company Name", value: "Bolt" }]);
  });

  it("what persons have from their company follows it; what is their own stays", async () => {
    await importFile(
      context,
      "Type,Name,Company Name,City,Phone\ncompany,Acme,,York,0123\nperson,Ann Berg,Acme,,\nperson,Bo Dahl,Acme,Leeds,777\n",
    );
    await importFile(context, "Contact No.,Name,City,Phone\nCT000001,Acme Ltd,Hull,0456\n");
    expect(await contacts("name, company_name, city, phone_no")).toEqual([
      { name: "Acme Ltd", company_name: "Acme Ltd", city: "Hull", phone_no: "0456" },
      { name: "Ann Berg", company_name: "Acme Ltd", city: "Hull", phone_no: "0456" },
      { name: "Bo Dahl", company_name: "Acme Ltd", city: "Leeds", phone_no: "777" },
    ]);
  });

  it("numbers of the file and numbers of the series do not meet", async () => {
    await importFile(context, "Contact No.,Name\n,One\nCT000001,Two\n,Three\n");
    expect(await contacts("contact_no, name")).toEqual([
      { contact_no: "CT000002", name: "One" },
      { contact_no: "CT000001", name: "Two" },
      { contact_no: "CT000003", name: "Three" },
    ]);
  });

  it("renaming a part keeps name and parts in step", async () => {
    await importFile(context, "Contact No.,First Name,Middle Name,Surname\nA1,Ann,Mai,Berg\n");
    await importFile(context, "Contact No.,Surname\nA1,Holm\n");
    expect(await contacts("name, surname, search_name")).toEqual([{ name: "Ann Mai Holm", surname: "Holm", search_name: "ANN MAI HOLM" }]);
    await importFile(context, "Contact No.,Name\nA1,Eva Lind\n");
    expect(await contacts("name, first_name, middle_name, surname")).toEqual([
      { name: "Eva Lind", first_name: "Eva", middle_name: null, surname: "Lind" },
    ]);
  });
});

describe("refused rows", () => {
  it("are listed with line, column, value and reason, and the totals add up", async () => {
    const imported = await importFile(
      context,
      'Name,Country,Email,Phone\nAcme,Atlantis,,\n"Two\nlines",US,,\nThree,US,no mail,\nFour,US,,call me\nFive,US\nSix,US,,,,extra\n"Se"ven,US,,\n,US,,\nNine,United States,nine@b.dk,1\n',
    );
    expect(numbersOf(imported)).toEqual([9, 2, 0, 0, 7]);
    expect(imported.refusals).toEqual([
      { lineNo: 2, columnName: "Country", value: "Atlantis", reason: "This country is not known." },
      { lineNo: 5, columnName: "Email", value: "no mail", reason: "This is no e-mail address. Expected something like anna@example.com." },
      { lineNo: 6, columnName: "Phone", value: "call me", reason: "A phone number has no letters." },
      { lineNo: 7, columnName: null, value: "", reason: "This row has 2 cells; the header has 4." },
      { lineNo: 8, columnName: null, value: "", reason: "This row has 6 cells; the header has 4." },
      { lineNo: 9, columnName: null, value: "", reason: "A cell goes on behind its closing quotation mark." },
      { lineNo: 10, columnName: "Name", value: "", reason: "The name is empty." },
    ]);
    expect(await contacts("name, country_region_code")).toEqual([
      { name: "Two lines", country_region_code: "US" },
      { name: "Nine", country_region_code: "US" },
    ]);
  });

  it("a company of a number nobody has, and a kind that does not fit", async () => {
    await importFile(context, "Contact No.,Type,Name\nC1,company,Acme\n");
    const imported = await importFile(context, "Contact No.,Type,Name,Company No.\n,person,Ann Berg,C9\nC1,person,Acme Person,\n");
    expect(imported.refusals.map(({ reason }) => reason)).toEqual([
      "There is no company of this number.",
      "The contact is a company; the row is a person.",
    ]);
  });
});

describe("files that cannot be read write nothing", () => {
  it.each([
    ["header only", "Name,City\n", "header_only"],
    ["blank", "\n\n", "file_blank"],
    ["binary", Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 1, 2, 3]), "file_binary"],
    ["duplicate header", "Name,City,name\na,b,c\n", "heading_twice"],
    ["unclosed quotation mark", 'Name,City\n"a,b\nc,d\n', "quote_not_closed"],
  ])("%s", async (_, content, code) => {
    await expect(givenImport(context, content)).rejects.toThrow(`the file is refused: ${code}`);
    expect(await contacts("name")).toEqual([]);
  });

  it("also when the mistake stands far behind the rows that were shown", { timeout: 120_000 }, async () => {
    const many = Array.from(
      { length: 60_000 },
      (_, n) => `Company number ${n} of a file that has more than one part to send,The town of number ${n}`,
    ).join("\n");
    for (const [tail, words] of [
      ['\n"open,x', "line 60002"],
      ["\nÅs,x", "not UTF-8"],
    ] as const) {
      const imported = await importFile(context, Buffer.concat([Buffer.from(`Name,City\n${many}`), Buffer.from(tail, "latin1")]), {
        encoding: "utf-8",
      });
      expect(imported.row).toMatchObject({ state: "failed", rowsRead: 0, created: 0 });
      expect(imported.row.error?.message.replace(",", "")).toContain(words);
      expect(await contacts("name")).toEqual([]);
      expect(await rows("select tablename from pg_tables where schemaname = 'import_staging'")).toEqual([]);
    }
  });

  it("a wrong mapping is refused before anything starts", async () => {
    const file = "a,b\n1,2\n";
    expect(await givenImport(context, file)).toMatchObject(err({ code: "field_needed" }));
    expect(await givenImport(context, file, { columns: ["name", "name"] })).toEqual(err({ code: "field_twice", field: "Name" }));
    expect(await givenImport(context, file, { columns: ["name", "user_id"] })).toEqual(err({ code: "unknown_field", field: "user_id" }));
    expect(await givenImport(context, file, { columns: ["name"] })).toEqual(err({ code: "header_moved" }));
  });

  it("the upload of another person is not there", async () => {
    const uploadId = await givenUpload(context, "Name\nAcme\n");
    const other = await testContext(db, { user: { ...context.user, id: "other", email: "other@example.test" } });
    const { analyseUpload } = await import("@/lib/contacts/import/analyse-upload");
    expect(await analyseUpload(other, { uploadId })).toEqual(err({ code: "upload_not_found" }));
  });
});

it("naughty strings, formulas, scripts, SQL and COPY markers go through as text", async () => {
  const naughty = z.array(z.string()).parse(JSON.parse(readFileSync("tests/fixtures/blns.json", "utf8")));
  const markers = [
    "\\.",
    "\\N",
    "\\\\.",
    "$1",
    "'; drop table contact; --",
    "<script>alert(1)</script>",
    '=HYPERLINK("x")',
    "'=1+1",
    "{{constructor}}",
    "+++EXEC x+++",
    "%s%n",
    "a\\tb",
  ];
  const names = [...new Set([...markers, ...naughty])].filter(
    (name) => name.trim() !== "" && name.length <= 100 && !name.includes("\u0000"),
  );
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const imported = await importFile(context, `External ID,Name\n${names.map((name, n) => `N${n},${quoted(name)}`).join("\n")}\n`);
  expect(imported.row).toMatchObject({ rowsRead: names.length, created: names.length, refused: 0 });
  const stored = await rows("select substr(external_id, 2)::int as n, name from contact order by 1");
  const flat = (name: string) =>
    (/^\s*'(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/.test(name) ? name.replace("'", "") : name)
      .replace(/[\r\n\t\u00a0]/.test(name) ? /[\s\u00a0]+/g : /(?!)/, " ")
      .trim();
  expect(stored).toEqual(names.map((name, n) => ({ n, name: flat(name) })));
});

it("UTF-16 and Windows-1252, semicolons and tabs", async () => {
  await importFile(context, Buffer.from("\ufeffName\tCity\nÅse Østergård\tÆrø\n", "utf16le"));
  await importFile(context, Buffer.from("Name;City\nJörg Groß;Köln\n", "latin1"));
  expect(await contacts("name, city")).toEqual([
    { name: "Åse Østergård", city: "Ærø" },
    { name: "Jörg Groß", city: "Köln" },
  ]);
});
