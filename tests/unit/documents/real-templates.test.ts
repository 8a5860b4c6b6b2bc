import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mergeLetter } from "@/lib/documents/word/letters";
import { readTemplate } from "@/lib/documents/word/template";
import { partsOf, textOf } from "@/tests/support/docx";

const fixture = async (name: string) => {
  const read = await readTemplate(readFileSync(`tests/fixtures/word/${name}.docx`));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};

const anna = {
  language: "en-GB",
  fields: {
    "sender.phone": "+44-161 818192",
    "contact.formalSalutation": "Dear Ms. Anna Bell,",
    "contact.firstName": "Anna",
    "contact.name": "Anna Bell",
    "contact.address": "10 High Street",
    "contact.city": "London",
    "contact.county": "",
    "contact.countryCode": "GB",
    "contact.postCode": "W1 3AL",
    "contact.email": "anna@example.com",
  },
} as const;

const registration = [
  "Thank you for registering with us. We now have the following registration information on file:",
  "Name: Anna Bell⏎Street Address: 10 High Street⏎City: London⏎State or Province: ⏎Country or Region: GB⏎Zip Code: W1 3AL⏎Email Address: anna@example.com ",
  "If you would like to change or add additional information to your profile, please visit our website. While there you can take advantage of the many self-service features of our site including scheduling, appointment notifications, knowledge base look-up, and service request management.",
  "We look forward to serving you in the future.",
  "Thank you.",
  "Cronus Team",
];

describe("the templates of Business Central", () => {
  it.each([
    ["W1_WordTemplate_Contact_Thanksnote", "Dear Ms. Anna Bell,"],
    ["US_WordTemplate_Contact_Thanksnote", "Dear Anna,"],
  ])("%s is merged as it is, each field in its place", async (name, greeting) => {
    const template = await fixture(name);
    expect(template.unknown).toEqual([]);
    const lines = textOf(await mergeLetter(template, anna));
    expect(lines.slice(0, 4)).toEqual(["", "Phone No. +1 425 555 0100 +44-161 818192⏎Fax No. +1 425 555 0101", "", greeting]);
    expect(lines.slice(4).filter((line) => line.trim() !== "")).toEqual(registration);
  });

  it("W1_WordTemplate_Customer_Event is merged as it is, its customer's contact and city", async () => {
    const template = await fixture("W1_WordTemplate_Customer_Event");
    expect(template.fields).toEqual(["sender.phone", "contact.name", "contact.city"]);
    expect(textOf(await mergeLetter(template, anna))).toMatchInlineSnapshot(`
      [
        "",
        "Phone No. +1 425 555 0100 +44-161 818192⏎Fax No. +1 425 555 0101",
        "",
        "Dear Anna Bell,",
        "We are excited to inform you that our company will organize an event in London. This is a great opportunity for you to see our new products in action, and you will receive a 25% discount on any order placed during this event.",
        "We look forward to seeing you there.",
        "Thank you.",
        "Cronus Team",
        "",
      ]
    `);
  });

  it.each(["W1_WordTemplate_Contact_Thanksnote", "US_WordTemplate_Contact_Thanksnote", "W1_WordTemplate_Customer_Event"])(
    "a letter of %s carries neither its author's data source nor names and numbers of the author's programs",
    async (name) => {
      const parts = partsOf(await mergeLetter(await fixture(name), anna));
      const traces = /mailMerge|DataSource|Provider=|Users\\|TargetMode="External"|w:rsid|w14:paraId/;
      expect([...parts].flatMap(([part, xml]) => [traces.exec(xml)?.[0] ?? []].flat().map((trace) => `${part}: ${trace}`))).toEqual([]);
      expect([...parts.keys()].filter((part) => /customXml|docMetadata|docProps|webSettings/.test(part))).toEqual([]);
      expect([...parts.keys()]).toContain("word/media/image1.png");
    },
  );
});
