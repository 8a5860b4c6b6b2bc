import { chmodSync, readdirSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { type Converter, findConverter } from "@/lib/documents/convert/converter";
import { ConversionFailed } from "@/lib/documents/convert/errors";
import { usualLimits } from "@/lib/documents/convert/limits";
import { pdfOf } from "@/lib/documents/convert/pdf";
import { docx, p, r } from "@/tests/support/docx";
import { canConvert, pagesOfPdf } from "@/tests/support/libre-office";
import { temporaryFolder } from "@/tests/support/temporary-folder";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
/** A server that answers so; its port. */
async function listening(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** A program in the place of LibreOffice, to see what it is allowed. `$out` is the folder for its PDF. */
function program(script: string): Converter {
  const file = path.join(temporaryFolder(), "soffice");
  chmodSync(path.dirname(file), 0o755);
  writeFileSync(file, `#!/bin/sh\nout="$(pwd)"\n${script}\n`);
  chmodSync(file, 0o755);
  return { kind: "program", path: file };
}

async function* pieces(content: Uint8Array = Buffer.from("a Word file")) {
  yield content;
}
const convert = (converter: Converter, limits = usualLimits, content?: Uint8Array) => buffer(pdfOf(pieces(content), { converter, limits }));
const failed = (reason: object) => expect.objectContaining({ reason: expect.objectContaining(reason) });
const left = () => readdirSync(os.tmpdir()).filter((name) => name.startsWith("winnow-pdf-"));

describe("threat 8: the program that makes a PDF", () => {
  it("runs in a folder of its own, as another user, without our environment, network or other documents, and leaves nothing behind", async () => {
    const before = left();
    process.env.SECRET_OF_WINNOW = "not for others";
    const converter = program(
      '{ id -u; env; echo "memory $(ulimit -v)"; echo "file $(ulimit -f)"; ls /sys/class/net; cat /proc/net/route | wc -l; cat letters.docx; ls profile/user; } > "$out/letters.pdf"',
    );
    const said = (await convert(converter)).toString();
    expect(said).not.toContain("not for others");
    expect(said).not.toContain("DATABASE_URL");
    expect(said).toContain("a Word file");
    expect(said).toContain("registrymodifications.xcu");
    expect(said).toContain(`memory ${usualLimits.memoryMegabytes * 1024}`);
    expect(left()).toEqual(before);
    delete process.env.SECRET_OF_WINNOW;
  });

  it("cannot read what only we may, nor reach anybody, where the system lets us take that away", async () => {
    const secret = path.join(temporaryFolder(), "secret");
    writeFileSync(secret, "only ours", { mode: 0o600 });
    let reached = 0;
    const port = await listening((_, response) => {
      reached++;
      response.end();
    });
    const tries = `node -e 'fetch("http://127.0.0.1:${port}").then(() => console.log("reached"), () => console.log("alone"))'`;
    const said = (await convert(program(`{ cat ${secret}; ${tries}; } > "$out/letters.pdf" 2>&1`))).toString();
    if (process.getuid?.() === 0) {
      expect(said).not.toContain("only ours");
      expect(said).toContain("alone");
      expect(reached).toBe(0);
    }
  });

  it("is ended with all it started when it takes too long, and a file that grows without end is given up", async () => {
    const waits = program("sleep 61.7 & sleep 61.7");
    const begun = Date.now();
    await expect(convert(waits, { ...usualLimits, seconds: 0.3 })).rejects.toEqual(failed({ code: "took_too_long" }));
    expect(Date.now() - begun).toBeLessThan(10_000);
    await expect(convert(program('yes > "$out/letters.pdf"'), { ...usualLimits, megabytes: 1 })).rejects.toEqual(
      failed({ code: "too_large" }),
    );
    await expect(convert(program('echo "damaged document" >&2'))).rejects.toEqual(failed({ code: "no_pdf", said: "damaged document" }));
  });

  it("cannot have us read another file in the place of the PDF", async () => {
    await expect(convert(program('ln -s /etc/passwd "$out/letters.pdf"'))).rejects.toEqual(failed({ code: "no_pdf" }));
  });

  it.skipIf(!canConvert)("LibreOffice fetches nothing that a document links", async () => {
    let asked = 0;
    const port = await listening((_, response) => {
      asked++;
      response.end();
    });
    const address = `http://127.0.0.1:${port}/picture.png`;
    const picture = `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="x"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
    const field = `<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;${address}&quot; "/></w:p>`;
    const file = await docx({
      body: p(r("Before")) + picture + field,
      relations: [{ id: "x", type: "image", target: address, external: true }],
    });
    const converter = findConverter();
    if (!converter) throw new Error("LibreOffice is gone");
    expect((await pagesOfPdf(await convert(converter, usualLimits, file)))[0]).toContain("Before");
    expect(asked).toBe(0);
  });
});

describe("a converter at an address", () => {
  it("is sent the Word file as a form and answers with the PDF", async () => {
    let sent = "";
    const port = await listening(async (request, response) => {
      sent = (await buffer(request)).toString();
      response.writeHead(200, { "Content-Type": "application/pdf" }).end("%PDF of it");
    });
    const converter = findConverter({ NODE_ENV: "test", WINNOW_CONVERTER_URL: `http://127.0.0.1:${port}/forms/libreoffice/convert` });
    expect(converter?.kind).toBe("service");
    expect((await convert(converter as Converter)).toString()).toBe("%PDF of it");
    expect(sent).toContain('name="files"; filename="letters.docx"');
    expect(sent).toContain("a Word file");
  });

  it.each([
    ["refuses", 400, "", { code: "no_pdf", said: "the converter answered 400" }],
    ["leads elsewhere", 302, "", { code: "no_pdf" }],
    ["answers with too much", 200, "x".repeat(1_100_000), { code: "too_large", megabytes: 1 }],
  ])("fails with words when it %s", async (_, status, body, reason) => {
    const port = await listening((request, response) => {
      request.resume();
      request.on("end", () => response.writeHead(status, { Location: "http://127.0.0.1:1/" }).end(body));
    });
    const service: Converter = { kind: "service", url: `http://127.0.0.1:${port}/` };
    await expect(convert(service, { ...usualLimits, megabytes: 1 })).rejects.toEqual(failed(reason));
  });

  it("is said to be away when nobody answers", async () => {
    const asked = convert({ kind: "service", url: "http://127.0.0.1:9/" });
    await expect(asked).rejects.toThrow(ConversionFailed);
    await expect(asked).rejects.toThrow("the converter could not be reached");
  });
});

it("a converter is the one that is configured, else LibreOffice where it is found, else none", () => {
  const folder = temporaryFolder();
  const file = path.join(folder, "libreoffice");
  writeFileSync(file, "#!/bin/sh\n");
  const env = { NODE_ENV: "test", PATH: `relative:${folder}` } as const;
  expect(findConverter(env)).toBeNull(); // it cannot be run
  chmodSync(file, 0o755);
  expect(findConverter(env)).toEqual({ kind: "program", path: file });
  expect(findConverter({ ...env, WINNOW_LIBREOFFICE: "/nowhere/soffice" })).toBeNull();
  expect(findConverter({ ...env, WINNOW_CONVERTER_URL: "http://pdf.test/" })).toEqual({ kind: "service", url: "http://pdf.test/" });
});
