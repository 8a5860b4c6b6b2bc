import { describe, expect, it } from "vitest";
import { readPastedContacts } from "@/lib/segmentation/pasted-contacts";

describe("pasted text", () => {
  it("gives numbers and addresses with anything between them, each once and in order", () => {
    const text = 'CT000002, ct-7;\tCT000002\r\n"anna@alder.example" | ANNA@alder.example\n\n(CT000003) [CT000004]';
    expect(readPastedContacts(text)).toEqual({ contactNos: ["CT000002", "ct-7", "CT000003", "CT000004"], emails: ["anna@alder.example"] });
  });

  it("takes only the address of a name with its address", () => {
    expect(readPastedContacts("Anna Alt <anna@alder.example>; Ben <ben@x.example>")).toEqual({
      contactNos: [],
      emails: ["anna@alder.example", "ben@x.example"],
    });
  });

  it("leaves away mailto:, marks around a word, and what cannot be seen", () => {
    expect(readPastedContacts("• mailto:anna@alder.example.\n\ufeffCT1\u200b:")).toEqual({
      contactNos: ["CT1"],
      emails: ["anna@alder.example"],
    });
  });

  it("gives nothing for nothing", () => {
    expect(readPastedContacts(" \n,;\t.. <> ")).toEqual({ contactNos: [], emails: [] });
  });

  it("reads two million characters of anything within a second", () => {
    const started = performance.now();
    for (const part of ["<", "a", "@", "<a@", " ", "a@b "]) readPastedContacts(part.repeat(2_000_000 / part.length));
    expect(performance.now() - started).toBeLessThan(6_000);
  });
});
