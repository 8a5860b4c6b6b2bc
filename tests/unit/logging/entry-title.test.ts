import { expect, it } from "vitest";
import { deletionWords } from "@/lib/logging/deletion-words";
import { entryTitle } from "@/lib/logging/entry-title";
import { entryFilterSchema } from "@/lib/logging/schema";

const entry = {
  description: "Spring letter",
  template: { code: "LETTER", name: "Product letter" },
  contactName: "Finn Solo",
  salesperson: { code: "JO", name: "Jo Orr" },
  userName: "Uma U",
};

it("INT-018 an entry's title says from whom it came in, by whom it went out, or its template alone", () => {
  expect(entryTitle({ ...entry, informationFlow: "inbound" })).toBe("Product letter – from Finn Solo");
  expect(entryTitle({ ...entry, informationFlow: "outbound" })).toBe("Product letter – by Jo Orr");
  expect(entryTitle({ ...entry, informationFlow: "outbound", salesperson: null })).toBe("Product letter – by Uma U");
  expect(entryTitle({ ...entry, informationFlow: null })).toBe("Product letter");
  expect(entryTitle({ ...entry, informationFlow: null, template: null })).toBe("Spring letter");
});

it("the register says in words what a deletion was asked for", () => {
  expect(
    deletionWords({ matching: entryFilterSchema.parse({ campaignNo: "CP1", evaluation: "none", commented: true, to: "2026-03-31" }) }),
  ).toBe("Canceled entries, campaign is CP1, evaluation is none, with comments, until 2026-03-31");
  expect(deletionWords({ matching: entryFilterSchema.parse({ salespersonCode: "", attemptFailed: false }) })).toBe(
    "Canceled entries, salesperson is none, the attempt did not fail",
  );
  expect(deletionWords({ loggedSegments: [3, 4] })).toBe("Logged segments 3, 4");
});
