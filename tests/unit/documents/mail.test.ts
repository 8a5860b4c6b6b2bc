import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { languageTag } from "@/lib/documents/language-tag";
import { fieldsOfMail } from "@/lib/documents/mail/fields";
import { type MailDocument, renderMail } from "@/lib/documents/mail/render-mail";
import type { MergeValues } from "@/lib/documents/word/fields";

const values = (fields: MergeValues["fields"]): MergeValues => ({ language: "de-DE", fields });
const mail = (text: string, fields: MergeValues["fields"] = {}, more: Partial<MailDocument> = {}) =>
  renderMail({ kind: "html", text, subject: null, ...more }, values(fields));
const bodyOf = (html: string) => /<body style="[^"]*">(.*)<\/body><\/html>$/s.exec(html)?.[1] ?? "";

describe("an e-mail", () => {
  it("has its fields filled, by their names in any language, in HTML, text and subject", () => {
    const rendered = mail(
      "# Hello {{ contact.firstName }}\n\n{{Vorname}} {{line.date}} {{contact.surname | friend}} **{{contact.no}}** {{no.such}}",
      { "contact.firstName": "Ann_a_", "line.date": "2026-03-16", "contact.no": "*7*" },
      { kind: "markdown", subject: "For {{contact.firstName}}" },
    );
    expect(bodyOf(rendered.html)).toBe("<h1>Hello Ann_a_</h1>\n<p>Ann_a_ 16. März 2026 friend <strong>*7*</strong> {{no.such}}</p>\n");
    expect(rendered.text.split(/\n+/)).toEqual(["Hello Ann_a_", "Ann_a_ 16. März 2026 friend *7* {{no.such}}"]);
    expect(rendered.subject).toBe("For Ann_a_");
    expect(fieldsOfMail("{{a.b}} {{ a.b }} {{c|d}} {{}} { {e} }")).toEqual(["a.b", "c"]);
  });

  it("keeps words, links, tables and pictures from https, and nothing that loads, runs or asks", () => {
    const kept = (html: string) => bodyOf(mail(html).html);
    expect(kept('<p style="color:red;background:url(https://x.test/a.png);position:fixed">Hi <b onclick="x()">you</b></p>')).toBe(
      '<p style="color:red">Hi <b>you</b></p>',
    );
    expect(kept('<script>x()</script><style>p{}</style><form action="/x"><input name="a"></form><iframe src="/"></iframe><!-- c -->')).toBe(
      "",
    );
    expect(
      kept('<img src="https://x.test/a.png" alt="A" onerror="x()"><img src="http://x.test/b.png"><img src="data:image/png;base64,AA">'),
    ).toBe('<img src="https://x.test/a.png" alt="A" />');
    expect(kept('<a href="javascript:x()">a</a><a href="//x.test">b</a><a href="https://x.test" target="_top">c</a>')).toBe(
      '<a>a</a><a>b</a><a href="https://x.test">c</a>',
    );
    expect(
      kept(
        '<link rel="stylesheet" href="https://x.test/a.css"><meta http-equiv="refresh" content="0"><base href="/"><svg><script>x()</script></svg>',
      ),
    ).toBe("");
  });

  it("lets no value become markup, an attribute, a link that runs, or a line of the subject", () => {
    const rendered = mail(
      '<p title="{{contact.name}}">{{contact.name}}</p><a href={{contact.homePage}}>go</a><b style="color:{{contact.city}}">x</b>',
      {
        "contact.name": '"><script>alert(1)</script>{{contact.no}}',
        "contact.homePage": "javascript:alert(1) onclick=alert(2)",
        "contact.city": "red;background:url(//x.test)",
        "contact.no": "7",
      },
    );
    expect(bodyOf(rendered.html)).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{contact.no}}">"&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{contact.no}}</p><a>go</a><b style="color:red">x</b>',
    );
    const { subject } = mail("x", { "contact.county": "one\r\nBcc: evil@x.test\u0085two\u2028three" }, { subject: "A {{contact.county}}" });
    expect(subject).toBe("A one Bcc: evil@x.test two three");
  });

  it("shows any value as the text it is", () => {
    const naughty = z.array(z.string()).parse(JSON.parse(readFileSync("tests/fixtures/blns.json", "utf8")));
    const anyText = fc.oneof(fc.constantFrom(...naughty), fc.string({ unit: "binary", maxLength: 60 }));
    fc.assert(
      fc.property(anyText, fc.constantFrom("html" as const, "markdown" as const), (value, kind) => {
        const { html, subject } = mail("begin {{contact.name}} end", { "contact.name": value }, { kind, subject: "{{contact.name}}" });
        const body = bodyOf(html);
        expect(body.replace(/<\/?p>|<br \/>/g, "")).not.toMatch(/[<>]/);
        expect(body).toMatch(/begin .* end/su);
        expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        expect(html.isWellFormed() && subject.isWellFormed()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

it("a language code of the set-up says how days are written", () => {
  expect(["DEU", "ENG", "da", "pt_BR", "???", null].map(languageTag)).toEqual(["de-DE", "en-GB", "da", "pt-BR", "en-GB", "en-GB"]);
});
