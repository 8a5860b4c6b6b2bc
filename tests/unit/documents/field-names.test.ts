import { describe, expect, it } from "vitest";
import { authorsDataSource } from "@/lib/documents/word/data-source";
import { fields, listNames, nameLanguages } from "@/lib/documents/word/fields";
import { findField, findList, nearestField } from "@/lib/documents/word/find-field";
import { merge, p } from "@/tests/support/docx";
import { givenTemplate } from "@/tests/support/letters";

describe("names of fields", () => {
  it.each(nameLanguages)("in %s each names its own field, within the 40 characters that Word takes", (language) => {
    const names = fields.map(({ wordNames }) => wordNames[language]);
    expect(names.map((name) => findField(name)?.name)).toEqual(fields.map(({ name }) => name));
    expect(names.filter((name) => name.length > 40 || !/^[\p{L}\p{N}_]+$/u.test(name))).toEqual([]);
  });

  it("the stable names too", () => {
    expect(fields.map(({ name }) => findField(name)?.name)).toEqual(fields.map(({ name }) => name));
  });

  it.each(
    Object.entries({
      CONTA_No: "contact.no",
      "CONTA_Name 2": "contact.name2",
      "CONTA_Company Name": "company.name",
      "CONTA_CALC_Formal Salutation": "contact.formalSalutation",
      CALC_Informal_Salutation: "contact.informalSalutation",
      "SALES_Phone No.": "salesperson.phone",
      "Salesperson/Purchaser E-mail": "salesperson.email",
      "COMPA_Post Code": "sender.postCode",
      COMPA_IBAN: "sender.iban",
      Company_Information_Phone_No: "sender.phone",
      "Company Information Country/Region Name": "sender.country",
      CountryRegion_Code: "contact.countryCode",
      ZIP_Code: "contact.postCode",
      State: "contact.county",
      Contact: "contact.name",
      "Contact Mail Address": "contact.mailAddress",
      "Document Campaign No.": "campaign.no",
      "Document Segment No.": "segment.no",
      "Document Date": "line.date",
      "Kontakt Postanschrift": "contact.mailAddress",
      Verkäufer_Einkäufer_Name: "salesperson.name",
      "Last Name": "contact.surname",
      "Address 1": "contact.address",
      "Postal Code": "contact.postCode",
      "Country or Region": "contact.country",
      "E-mail Address": "contact.email",
      "Web Page": "contact.homePage",
      Company: "company.name",
      Fornavn: "contact.firstName",
      prenom: "contact.firstName",
    }),
  )("Business Central's and Word's: %s is %s", (written, name) => {
    expect(findField(written)?.name).toBe(name);
  });

  it.each([
    ["Frist_Name", "Contact_First_Name"],
    ["Contact_Adress", "Contact_Address"],
    ["Vornahme", "Kontakt_Vorname"],
    ["Compny_Name", "Company_Name"],
    ["Shoe_Size_In_Inches", null],
    ["__proto__", null],
  ])("%s, which nobody knows, is nearest to %s", (written, nearest) => {
    expect(nearestField(written)).toBe(nearest);
  });

  it("are these and no others: nothing about users, sessions, keys or other contacts", () => {
    const groups = [...new Set(fields.map(({ name }) => name.split(".")[0]))];
    const of = (group?: string) => fields.flatMap(({ name }) => (name.startsWith(`${group}.`) ? name.slice(name.indexOf(".") + 1) : []));
    const listed = groups.map((group) => `${group}: ${of(group).join(" ")}`);
    expect([...listed, `lists: ${listNames.join(" ")}`]).toMatchInlineSnapshot(`
      [
        "contact: no name name2 firstName middleName surname initials jobTitle mailAddress address address2 postCode city county country countryCode mobilePhone phone fax email homePage vatRegistrationNo languageCode formalSalutation informalSalutation",
        "company: no name name2 address address2 postCode city county country phone fax email homePage vatRegistrationNo",
        "salesperson: code name jobTitle phone email",
        "sender: name name2 address address2 postCode city county country phone fax email homePage vatRegistrationNo registrationNo bankName bankBranchNo bankAccountNo giroNo iban swift",
        "segment: no description",
        "campaign: no description",
        "line: date description subject personalText",
        "lists: mailingGroups profileAnswers interactions people addresses",
      ]
    `);
  });

  it("of lists are known with and without the contact; nothing else is", () => {
    expect(["mailingGroups", "contact.mailing_groups", "people"].map(findList)).toEqual(["mailingGroups", "mailingGroups", "people"]);
    expect(["constructor", "contacts", "contact.name"].map(findList)).toEqual([undefined, undefined, undefined]);
  });

  it("that a template uses are listed, the unknown ones once with the nearest and their place", async () => {
    const template = await givenTemplate({ body: p(merge("Name"), merge("Nmae"), merge("Name"), merge("Nmae")) + p(merge("City")) });
    expect(template.fields).toEqual(["contact.name", "contact.city"]);
    expect(template.unknown).toEqual([
      { written: "Nmae", nearest: "Contact_Name", place: { part: "word/document.xml", near: "«Name»«Nmae»«Name»«Nmae»" } },
    ]);
  });
});

describe("the data source for authors", () => {
  it("is a list that Word opens: every field once, by its name in the language, and what it is below", () => {
    const lines = authorsDataSource("de").split("\r\n");
    expect(lines[0]?.startsWith("\ufeffKontakt_Nr,Kontakt_Name,")).toBe(true);
    expect(lines[0]?.split(",")).toHaveLength(fields.length);
    expect(lines[1]?.split(",")[1]).toBe("<contact.name>");
    expect(lines.slice(2)).toEqual([""]);
  });
});
