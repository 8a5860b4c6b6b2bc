import { describe, expect, it } from "vitest";
import { p, r } from "@/tests/support/docx";
import { givenTemplate, letter, refused } from "@/tests/support/letters";

const anna = { "contact.name": "Anna Bell", "contact.city": "Aarhus", "contact.county": "" } as const;
const lists = {
  mailingGroups: [
    { code: "NEWS", description: "Newsletter" },
    { code: "GOLD", description: "Gold & more" },
  ],
  interactions: [],
};

describe("commands between +++", () => {
  it.each([
    ["+++INS contact.name+++", "Anna Bell"],
    ["+++= contact.name+++", "Anna Bell"],
    ["+++contact.name+++", "Anna Bell"],
    ["+++Contact_Name | upper+++", "ANNA BELL"],
    ["+++kontakt.name|lower+++", "anna bell"],
    ["+++contact.county | default “none”+++", "none"],
    ['+++line.date | date "d.M.yyyy"+++', "5.3.2027"],
    ["+++IF contact.city == 'Aarhus'+++here+++END-IF+++", "here"],
    ["+++IF contact.city != 'Aar*'+++elsewhere+++END-IF+++.", "."],
    ["+++IF contact.county+++filled+++END-IF++++++IF !contact.county+++blank+++END-IF+++", "blank"],
    ["+++IF contact.city+++a+++IF contact.county+++b+++END-IF+++c+++END-IF+++", "ac"],
    ["+++FOR g IN mailingGroups++++++= $g.code+++, +++END-FOR g+++end", "NEWS, GOLD, end"],
    ["+++FOR i IN contact.interactions+++x+++END-FOR i+++none", "none"],
    ["1 + 1 = 2 ++ done", "1 + 1 = 2 ++ done"],
    ["{{= process.env }} {{constructor}} <%= 1 %> ||<w:br/>||", "{{= process.env }} {{constructor}} <%= 1 %> ||<w:br/>||"],
  ])("%s", async (written, text) => {
    expect(await letter(p(r(written)), { ...anna, "line.date": "2027-03-05" }, { lists })).toEqual([text]);
  });

  it("are found however Word split them over runs, and take the look they begin with", async () => {
    expect(await letter(p(r("Dear +"), r("++IN", "<w:b/>"), r("S contact."), r("name+"), r("++!")), anna)).toEqual(["Dear Anna Bell!"]);
  });

  it("go over paragraphs and rows, also within each other, within cells and in tables in tables", async () => {
    const cell = (...content: string[]) => `<w:tc>${content.join("")}</w:tc>`;
    const row = (...cells: string[]) => `<w:tr>${cells.join("")}</w:tr>`;
    const c = (written: string) => p(r(`+++${written}+++`));
    const groups = `<w:tbl><w:tblPr/><w:tblGrid/>${row(cell(c("FOR g IN mailingGroups")), cell(p()))}${row(cell(c("$g.code")), cell(c("IF $g.code = GOLD".replace("GOLD", '"GOLD"')), p(r("the best")), c("END-IF"), p(r("-"))))}${row(cell(c("END-FOR g")))}</w:tbl>`;
    const nested = `<w:tbl>${row(cell(p(r("outer")), groups, p()), cell(p(r("right"))))}</w:tbl>`;
    const body = `${c("IF contact.city")}${p(r("in town"))}${c("FOR h IN mailingGroups")}${c("INS $h.description")}${c("END-FOR h")}${c("END-IF")}${c("IF contact.county")}${p(r("never"))}<w:tbl>${row(cell(p(r("never"))))}</w:tbl>${c("END-IF")}`;
    expect(await letter(body + nested + p(), anna, { lists })).toEqual([
      ...["in town", "Newsletter", "Gold & more"],
      ...["outer", "NEWS", "-", "GOLD", "the best", "-", "", "right", ""],
    ]);
  });

  it("a row that fields leave without text stays, with what its other cells hold", async () => {
    const body = `<w:tbl><w:tr><w:tc>${p(r("fixed"))}</w:tc><w:tc>${p(r("+++contact.county+++"))}${p(r("+++contact.county+++"))}</w:tc></w:tr></w:tbl>${p()}`;
    expect(await letter(body, anna)).toEqual(["fixed", "", ""]);
  });

  it.each([
    ["EXEC process.exit()", "runs_code"],
    ["! process.exit()", "runs_code"],
    ["HTML contact.name", "not_offered"],
    ["IMAGE contact.name", "not_offered"],
    ["LINK contact.name", "not_offered"],
    ["QUERY contacts", "not_offered"],
    ["ALIAS n INS contact.name", "not_offered"],
    ["*n", "not_offered"],
    ["INS contact.name.toUpperCase()", "not_a_name"],
    ["= process.env", "unknown"],
    ["= constructor.constructor('return 1')()", "not_a_name"],
    ["= `x`", "not_a_name"],
    ["= contact['name']", "not_a_name"],
    ["= 1 + 1", "not_a_name"],
    ["IF contact.name && contact.city", "not_a_name"],
    ["IF fetch('http://127.0.0.1')", "not_a_name"],
    ["FOR x IN [1,2]", "not_a_name"],
    ["FOR x IN contact.name", "unknown_list"],
    ["= $x.code", "unknown_variable"],
    ["= contact.name | shout", "unknown_format"],
  ])("+++%s+++ is %s", async (written, reason) => {
    if (reason === "unknown") {
      expect((await givenTemplate({ body: p(r(`+++${written}+++`)) })).unknown.map((name) => name.written)).toEqual(["process.env"]);
      return;
    }
    const problems = await refused({ body: p(r(`near +++${written}+++`)) });
    expect(problems).toEqual([
      {
        code: "command_refused",
        command: written.trim(),
        reason,
        place: { part: "word/document.xml", near: `near +++${written}+++`.slice(0, 60) },
      },
    ]);
  });

  it("a FOR within a FOR is refused, in one paragraph and over several; one after the other is not", async () => {
    const nested = { code: "command_refused", reason: "nested_for" };
    const one = p(r("+++FOR a IN people++++++FOR b IN people++++++END-FOR b++++++END-FOR a+++"));
    const several = ["FOR a IN people", "FOR b IN people", "END-FOR b", "END-FOR a"].map((written) => p(r(`+++${written}+++`))).join("");
    for (const body of [one, several]) expect(await refused({ body })).toContainEqual(expect.objectContaining(nested));
    expect(
      await letter(p(r("+++FOR a IN people++++++END-FOR a++++++FOR b IN mailingGroups++++++$b.code++++++END-FOR b+++")), {}, { lists }),
    ).toEqual(["NEWSGOLD"]);
    expect(await refused({ body: p(r("+++FOR a IN people++++++END-FOR a++++++$a.name+++")) })).toContainEqual(
      expect.objectContaining({ reason: "unknown_variable" }),
    );
  });

  it.each([
    [p(r("+++INS contact.name")), "command_unfinished"],
    [p(r("+++IF contact.name+++ x")), "command_unmatched"],
    [p(r("+++END-IF+++")), "command_unmatched"],
    [`${p(r("+++IF contact.name+++"))}${p(r("+++END-FOR x+++"))}`, "command_unmatched"],
    [p(r("+++FOR a IN mailingGroups++++++END-FOR b+++")), "command_unmatched"],
    [`${p(r("+++FOR a IN mailingGroups+++"))}<w:tbl><w:tr><w:tc>${p(r("+++END-FOR a+++"))}</w:tc></w:tr></w:tbl>`, "command_unmatched"],
  ])("%s is %s", async (body, code) => {
    expect((await refused({ body })).map((problem) => problem.code)).toContain(code);
  });
});
