import fc from "fast-check";
import { expect, it } from "vitest";
import { safeFileName } from "@/lib/documents/file-name";

it.each([
  ["../../etc/passwd", "passwd"],
  ["/etc/passwd", "passwd"],
  ["C:\\temp\\a.pdf", "a.pdf"],
  ["..%2f..%2ea.pdf", "_2f.._2ea.pdf"],
  ["a\r\nb.pdf", "a__b.pdf"],
  ["a\u0000.pdf", "a_.pdf"],
  ["...", "Document"],
  ["", "Document"],
  [".htaccess", "htaccess"],
  ["con.docx", "_con.docx"],
  ["\u202Egpj.exe", "_gpj.exe"],
  ['"; filename="x.pdf', "__ filename=_x.pdf"],
  ["a\ud800.pdf", "a\ufffd.pdf"],
  ["Preisliste für Ørsted.pdf", "Preisliste für Ørsted.pdf"],
  [`${"x".repeat(300)}.pdf`, `${"x".repeat(116)}.pdf`],
])("the file %j is kept as %j", (name, safe) => expect(safeFileName(name)).toBe(safe));

it("a name is never a path, a device or a line more, whatever it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (name) => {
      const safe = safeFileName(name);
      expect(safe).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^[. ]|[. ]$/u);
      expect([...safe].length).toBeGreaterThan(0);
      expect([...safe].length).toBeLessThanOrEqual(120);
    }),
    { numRuns: 300 },
  );
});
