import { describe, expect, it } from "vitest";
import { contactsInFile } from "@/components/named-contacts/contacts-in-file";
import { lastLine } from "@/lib/csv/last-line";

describe("a file of contacts to be named by hand", () => {
  it("gives the column of numbers or addresses of a table, the number where a row has both", () => {
    const rows = [
      "Name;No.;E-Mail",
      '"Alt; Anna";CT000002;anna@alder.example',
      "Ben;;ben@x.example",
      "Nobody;;",
      lastLine(3, "0".repeat(64)),
    ];
    expect(contactsInFile(rows.join("\r\n"))).toBe("CT000002\nben@x.example");
  });

  it("takes off the guard of an export, and finds the column by what other programs call it", () => {
    expect(contactsInFile("E-mail Address,City\n'=x@alder.example,Aarhus\n")).toBe("=x@alder.example");
  });

  it.each(["CT000002\nanna@alder.example\n", "CT000002, CT000003", 'Name,E-Mail\n"never closed,a@x.example'])(
    "leaves anything else as it is: %j",
    (text) => {
      expect(contactsInFile(text)).toBe(text);
    },
  );
});
