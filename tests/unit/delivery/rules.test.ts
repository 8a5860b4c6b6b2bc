import fc from "fast-check";
import addressparser from "nodemailer/lib/addressparser";
import { describe, expect, it } from "vitest";
import { mailbox } from "@/lib/delivery/address";
import { compose, oneLine } from "@/lib/delivery/compose";
import { mailFromEnvironment } from "@/lib/delivery/mail-server";
import { outcomeOf, pauseAfterTroubleMs, retryAfterMs } from "@/lib/delivery/outcome";
import { mailSetupSchema, sendAtSchema } from "@/lib/delivery/schema";

describe("an address", () => {
  it.each([
    ["anna@example.com", "anna@example.com"],
    [" Anna.B+news@Example.COM ", "Anna.B+news@example.com"],
    ["anna@bücher.example", "anna@xn--bcher-kva.example"],
  ])("%s goes out as %s", (written, address) => expect(mailbox(written)).toBe(address));

  it.each([
    '"x@evil.test y"@ok.test',
    "a@evil.test,b@ok.test",
    "Anna <a@ok.test>",
    "a@ok.test\r\nRCPT TO:<b@evil.test>",
    "a\u0000@ok.test",
    "a@b@ok.test",
    "group:a@ok.test;",
    "a@[127.0.0.1]",
    "a(comment)@ok.test",
    "a\\@evil.test@ok.test",
    "a@ok",
    "",
    `${"a".repeat(250)}@ok.test`,
  ])("%j is none", (written) => expect(mailbox(written)).toBeNull());

  it("is read by others as the one mailbox that we read", () => {
    const part = fc.string({ minLength: 1, maxLength: 8 });
    const almost = fc.tuple(part, part).map(([local, domain]) => `${local}@${domain}.test`);
    fc.assert(
      fc.property(fc.oneof(almost, fc.string({ unit: "binary", maxLength: 40 })), (written) => {
        const address = mailbox(written);
        if (address === null) return;
        expect(addressparser(address).map((parsed) => parsed.address)).toEqual([address]);
      }),
      { numRuns: 100 },
    );
  });
});

const artefact = {
  sender: "news@winnow.test",
  recipient: "anna@example.com",
  replyTo: null,
  subject: "Spring",
  html: "<p>Hello</p>",
  text: "Hello",
  attachments: [],
  unsubscribeUrl: null,
};
const envelope = { from: "news@winnow.test", to: "anna@example.com" };

function headOf(message: Buffer): string[] {
  const [head = ""] = message.toString("latin1").split("\r\n\r\n");
  return head.split(/\r\n(?![ \t])/).map((line) => line.slice(0, line.indexOf(":")).toLowerCase());
}

describe("a message", () => {
  it("has no header that a value smuggled in, whatever it is", async () => {
    const nasty = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.constantFrom("a\r\nBcc: evil@evil.test", "a\nX: y", "\u2028Bcc: x", "=?utf-8?q?=0D=0ABcc:_x?=", "x".repeat(2_000)),
    );
    await fc.assert(
      fc.asyncProperty(nasty, nasty, nasty, async (subject, fileName, text) => {
        const attachments = [{ fileName, mediaType: "application/pdf", content: new Uint8Array([1]) }];
        const message = await compose({ ...artefact, subject, text, attachments }, envelope, "1.a@winnow.test", new Date(0));
        expect(headOf(message).sort()).toEqual(
          ["content-type", "date", "from", "message-id", "mime-version", "subject", "to"].filter(
            (name) => name !== "subject" || oneLine(subject, 250) !== "",
          ),
        );
      }),
      { numRuns: 40 },
    );
  });

  it("to another than its envelope names is not sent", async () => {
    await expect(compose({ ...artefact, sender: "other@winnow.test" }, envelope, "1.a@winnow.test", new Date(0))).rejects.toThrow(
      "envelope",
    );
  });

  it("carries the one-click way out when there is a link (RFC 8058)", async () => {
    const message = await compose({ ...artefact, unsubscribeUrl: "https://winnow.test/u/abc" }, envelope, "1.a@winnow.test", new Date(0));
    const text = message.toString("latin1");
    expect(text).toContain("List-Unsubscribe: <https://winnow.test/u/abc>");
    expect(text).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  });
});

describe("an attempt that failed", () => {
  it.each([
    [{ message: "no", responseCode: 550, response: "550 no" }, "envelope", { kind: "refused", answer: "550 no" }],
    [{ message: "later", responseCode: 451, response: "451 later" }, "handed_over", { kind: "put_off", answer: "451 later" }],
    [{ message: "bye", responseCode: 421, response: "421 bye" }, "content", { kind: "put_off", answer: "421 bye" }],
    [{ message: "reset", code: "ECONNECTION" }, "content", { kind: "put_off", answer: "reset" }],
    [{ message: "reset", code: "ECONNECTION" }, "handed_over", { kind: "unanswered", answer: "reset" }],
    [{ message: "away", code: "ESOCKET" }, "connecting", { kind: "no_server", answer: "away" }],
    [{ message: "535 no", code: "EAUTH", responseCode: 535 }, "connecting", { kind: "no_server", answer: "535 no" }],
  ] as const)("%o at %s is %o", (failure, progress, outcome) => expect(outcomeOf(failure, progress)).toEqual(outcome));

  it("is tried again after longer and longer, and at last no more", () => {
    expect([1, 2, 3, 4, 5, 6].map(retryAfterMs)).toEqual([60_000, 300_000, 1_800_000, 7_200_000, 21_600_000, null]);
    expect([1, 2, 3, 20].map(pauseAfterTroubleMs)).toEqual([10_000, 20_000, 40_000, 900_000]);
  });
});

describe("the environment", () => {
  it("names the server and the sender", () => {
    expect(
      mailFromEnvironment({ WINNOW_SMTP_URL: "smtps://u%40x:p%3Aw@mail.test", WINNOW_MAIL_FROM: "Winnow <news@winnow.test>" }),
    ).toEqual({
      server: { host: "mail.test", port: 465, security: "tls", login: { user: "u@x", password: "p:w" } },
      sender: { fromName: "Winnow", fromAddress: "news@winnow.test" },
    });
    expect(mailFromEnvironment({ WINNOW_SMTP_URL: "smtp://127.0.0.1:1025?security=none" }).server).toEqual({
      host: "127.0.0.1",
      port: 1025,
      security: "none",
      login: null,
    });
    expect(mailFromEnvironment({})).toEqual({ server: null, sender: null });
  });
  it.each([{ WINNOW_SMTP_URL: "http://mail.test" }, { WINNOW_SMTP_URL: "mail" }, { WINNOW_MAIL_FROM: "nobody" }])(
    "%o is refused",
    (environment) => {
      expect(() => mailFromEnvironment(environment)).toThrow("such as");
    },
  );
});

describe("what people type", () => {
  it("is refused where it is no server, no address, no time", () => {
    const setup = { host: "smtp.example.com", port: 587, fromAddress: "a@b.test" };
    expect(mailSetupSchema.safeParse(setup).success).toBe(true);
    for (const wrong of [{ host: "" }, { host: "a b" }, { port: 0 }, { fromAddress: "x" }, { replyTo: "x" }, { ratePerMinute: 0 }])
      expect(mailSetupSchema.safeParse({ ...setup, ...wrong }).success).toBe(false);
    expect(mailSetupSchema.parse({ ...setup, fromName: "A\r\nBcc: x@y.z" }).fromName).toBe("A Bcc: x@y.z");
    expect(["2026-03-16T18:30", "2026-03-16", "2026-03-16T18:30Z", "x"].map((text) => sendAtSchema.safeParse(text).success)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
