import { describe, expect, it } from "vitest";
import { heardSchema, recipientLanguages, savePurposeSchema } from "@/lib/consent/schema";
import { maskAddress, recipientLanguageOf, unsubscribeWords } from "@/lib/consent/unsubscribe-words";
import { consentExportColumns } from "@/lib/contacts/export-columns";
import { recogniseColumns } from "@/lib/contacts/import/columns";

describe("the page behind an unsubscribe link", () => {
  it("says in each language what stands, with purpose and address where they are known", () => {
    for (const language of recipientLanguages) {
      const words = unsubscribeWords(language);
      for (const sentence of [words.subscribed, words.unsubscribed]) {
        expect(sentence("News", "a•••@b.example")).toMatch(/News.* a•••@b\.example\.$/);
        expect(sentence("News", null)).toMatch(/News\W+\.$/);
      }
      expect(words.unsubscribedFromAll(null)).not.toContain("null");
      expect(words.purpose("News")).toContain("News");
    }
    const all = recipientLanguages.flatMap((language) =>
      Object.values(unsubscribeWords(language)).filter((text) => typeof text === "string"),
    );
    expect(new Set(all).size).toBe(all.length); // nothing was left in another language
  });

  it("knows the language of a contact's code and of a browser's wish", () => {
    expect(["DEU", "DES", "DAN", "FRC", "ENU", "de-AT;q=0.9", " fr"].map(recipientLanguageOf)).toEqual([
      "de",
      "de",
      "da",
      "fr",
      "en",
      "de",
      "fr",
    ]);
    expect([null, "", "SVE", "*"].map(recipientLanguageOf)).toEqual([null, null, null, null]);
  });

  it("shows no more of an address than its owner needs to recognise it", () => {
    expect(["anna.alt@alder.example", "Øl@ø.example", '"x@evil.test y"@ok.test', "nonsense", "@x"].map(maskAddress)).toEqual([
      "a•••@alder.example",
      "Ø•••@ø.example",
      '"•••@ok.test',
      "•••",
      "•••",
    ]);
  });
});

describe("an exported file", () => {
  it("says what was agreed to under headings that the import takes for nothing else", () => {
    const headings = consentExportColumns.map(({ title }) => title);
    expect(recogniseColumns(["No.", "Name", ...headings], "contacts")).toEqual(["contact_no", "name", null, null, null]);
  });
});

describe("what can be recorded", () => {
  it("takes each channel once, wants words for consent, and knows no purpose where none is meant", () => {
    const how = { channels: ["email", "email", "phone"] as ("email" | "phone")[], source: "form" as const };
    expect(heardSchema.parse({ said: "withdrawn", purposeCode: " news ", ...how, wording: "  " })).toEqual({
      said: "withdrawn",
      purposeCode: "NEWS",
      channels: ["email", "phone"],
      source: "form",
      wording: null,
    });
    expect(heardSchema.safeParse({ said: "given", purposeCode: "NEWS", ...how }).error?.issues[0]?.path).toEqual(["wording"]);
    expect(heardSchema.parse({ said: "do_not_contact", purposeCode: "NEWS", ...how })).not.toHaveProperty("purposeCode");
  });

  it("keeps the channels of a purpose in their order, and codes that can stand in an address", () => {
    expect(savePurposeSchema.parse({ code: "fairs_2", name: " Fairs ", needsConsent: ["phone", "email"] })).toMatchObject({
      code: "FAIRS_2",
      name: "Fairs",
      needsConsent: ["email", "phone"],
    });
    for (const code of ["", "-A", "A B", "A/B", "A".repeat(21)])
      expect(savePurposeSchema.safeParse({ code, name: "X", needsConsent: [] }).success).toBe(false);
  });
});
