import { writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Server } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { compose } from "@/lib/delivery/compose";
import { storeDocument } from "@/lib/documents/store-document";
import { previewDocument } from "@/lib/templates/preview-document";
import { givenBaseWorld } from "@/tests/support/base-world";
import { docx, merge, p, r } from "@/tests/support/docx";
import { temporaryFolder } from "@/tests/support/temporary-folder";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { value } from "../segmentation/worksheet";

const canary = "canary-3f1c";
let db: TestDatabase;
let context: OperationContext;
let secretFile: string;
/** A server on this machine that nobody is to ask. */
let listener: Server;
let asked = 0;
let port: number;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  process.env.WINNOW_CANARY = canary;
  secretFile = `${temporaryFolder()}/secret.txt`;
  await writeFile(secretFile, canary);
  listener = createServer((socket) => {
    asked++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  port = (listener.address() as AddressInfo).port;
});
afterAll(async () => {
  delete process.env.WINNOW_CANARY;
  await new Promise((resolve) => listener.close(resolve));
  await db.drop();
});

const store = async (fileName: string, content: string | Uint8Array) =>
  storeDocument(context, { fileName, content: typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content) });
/** All that P101 would get of a file. */
async function shownOf(fileName: string, content: string | Uint8Array): Promise<string> {
  const { documentId } = value(await store(fileName, content));
  const shown = await previewDocument(context, {
    document: { documentId },
    subject: "{{process.env.WINNOW_CANARY}}",
    languageCode: "ENU",
    contactNo: "P101",
  });
  return JSON.stringify(shown?.preview);
}

it("threats 6 and 7: a template sees its contact, and neither file, environment, program nor anybody else", async () => {
  const looks = [
    ...[
      "process.env.WINNOW_CANARY",
      "env.WINNOW_CANARY",
      "WINNOW_CANARY",
      "globalThis.process.env",
      "__proto__",
      "constructor.constructor",
    ],
    ...[
      "contact.__proto__",
      "contact.constructor",
      "require('fs')",
      "P202.email",
      "contacts.P202.email",
      "contact.P202.name",
      "people.0.email",
    ],
    ...["contact.email; select email from contact", "segment.lines", "document.content", "mail_setup.password"],
  ];
  const mail = await shownOf("Look.md", `{{contact.name}}: ${looks.map((look) => `[{{${look}}}]`).join(" ")}`);
  const letter = await shownOf(
    "Look.docx",
    await docx({
      body:
        p(merge("Contact_Name"), ...looks.map((look) => `${r("[")}${merge(look.replace(/["\\]/g, ""))}${r("]")}`)) +
        p(...looks.filter((look) => /^[\w.]+$/.test(look)).map((look) => r(`[+++= ${look}+++]`))) +
        p(r("+++FOR person IN people+++")) +
        p(r("colleague +++= $person.name+++ +++= $person.email+++")) +
        p(r("+++END-FOR person+++")),
    }),
  );
  for (const shown of [mail, letter]) expect(shown).toContain("Anna Alt");
  expect(mail).toContain("[{{process.env.WINNOW_CANARY}}]"); // what is no field stays as it is written
  const { rows: others } = await db.pool.query<{ contactNo: string; name: string; email: string | null }>(
    `select contact_no as "contactNo", name, email from contact where company_id is distinct from (select company_id from contact where contact_no = 'P101')`,
  );
  expect(others.length).toBeGreaterThan(4);
  for (const shown of [mail, letter]) {
    for (const { name, email } of others) for (const theirs of [name, ...(email ? [email] : [])]) expect(shown).not.toContain(theirs);
    expect(shown).not.toContain(canary);
    expect(shown).not.toMatch(/native code|\[object|function/i);
  }
});

it.each([
  "EXEC process.env.WINNOW_CANARY",
  "! require('fs').readFileSync('/etc/passwd')",
  "IMAGE picture()",
  "LINK ({ url: 'http://127.0.0.1' })",
  "HTML '<b>x</b>'",
  "QUERY select * from contact",
  "ALIAS x EXEC y",
  "FOR other IN (await fetch('http://127.0.0.1'))",
  "IF process.exit()",
])("threats 7 and 36: a template with +++%s+++ is not kept", async (command) => {
  const refused = await store("Evil.docx", await docx({ body: p(r(`+++${command}+++`)) }));
  expect(refused).toMatchObject({ ok: false, error: { code: "word_refused" } });
});

it("threats 8 and 20: nothing that a document names is fetched or read, not when it is kept, shown, merged or put into a message", async () => {
  const away = `http://127.0.0.1:${port}/x`;
  const external = (type: string, target: string) => docx({ body: p(r("x")), relations: [{ id: "x", type, target, external: true }] });
  for (const target of [away, `file://${secretFile}`, `\\\\127.0.0.1@${port}\\x`])
    for (const type of ["image", "oleObject", "attachedTemplate", "styles"])
      expect(await store("Letter.docx", await external(type, target)), `${type} ${target}`).toMatchObject({ ok: false });
  const html = `<img src="${away}"><link rel="stylesheet" href="${away}"><style>@import "${away}"</style><video src="${away}"></video><iframe src="${away}"></iframe><object data="file://${secretFile}"></object><a href="${away}">x</a>`;
  const shown = [await shownOf("Mail.html", html), await shownOf("Mail.md", `![x](${away})\n\n![x](file://${secretFile})\n\n${html}`)];
  const message = await compose(
    {
      ...{
        sender: "news@winnow.test",
        recipient: "anna@example.com",
        replyTo: null,
        subject: away,
        html,
        text: away,
        unsubscribeUrl: null,
      },
      attachments: [away, secretFile, `file://${secretFile}`].map((fileName) => ({
        fileName,
        mediaType: away,
        content: new Uint8Array([1]),
      })),
    },
    { from: "news@winnow.test", to: "anna@example.com" },
    "1.a@winnow.test",
    new Date(0),
  );
  for (const text of [...shown, message.toString("latin1")]) expect(text).not.toContain(canary);
  for (const text of shown) expect(text).not.toMatch(/<(img|link|style|video|iframe|object)/);
  expect(asked).toBe(0);
});
