import { describe, expect, it } from "vitest";
import { findFormula, type NamePart, type SalutationFormula, salutationText } from "@/lib/documents/salutation";

const parts: NamePart[] = ["first_name", "middle_name", "surname"];
const formal = (languageCode: string | null, text: string): SalutationFormula => ({
  salutationCode: "F",
  languageCode,
  kind: "formal",
  text,
  parts,
});

describe("salutations", () => {
  it.each([
    [{ first_name: "Anna", middle_name: "M.", surname: "Bell" }, "Dear Ms. Anna M. Bell,"],
    [{ first_name: "Anna", middle_name: "", surname: "Bell" }, "Dear Ms. Anna Bell,"],
    [{ first_name: "Anna", surname: null }, "Dear Ms. Anna,"],
    [{ surname: "  " }, "Dear Ms.,"],
    [{ first_name: "%2 %3", surname: "$& Bell" }, "Dear Ms. %2 %3 $& Bell,"],
  ])("a blank part goes with its blank: %j", (values, text) => {
    expect(salutationText(formal(null, "Dear Ms. %1 %2 %3,"), values)).toBe(text);
  });

  it("a placeholder without a part is blank, other signs stay", () => {
    expect(salutationText({ text: "Hi %1 %4, 100 %!", parts: ["company_name"] }, { company_name: "CRONUS" })).toBe("Hi CRONUS, 100 %!");
  });

  it("the formula of the contact's language is taken, else the one for any language, else none", () => {
    const formulas = [formal(null, "any"), formal("DEU", "de"), { ...formal("DEU", "hallo"), kind: "informal" as const }];
    const find = (languageCode: string | null, kind: "formal" | "informal") =>
      findFormula(formulas, { salutationCode: "F", languageCode, kind })?.text;
    expect([find("DEU", "formal"), find("DAN", "formal"), find(null, "formal"), find("DEU", "informal"), find("DAN", "informal")]).toEqual([
      "de",
      "any",
      "any",
      "hallo",
      undefined,
    ]);
    expect(findFormula(formulas, { salutationCode: "M", languageCode: null, kind: "formal" })).toBeUndefined();
  });
});
