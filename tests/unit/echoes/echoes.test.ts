import { describe, expect, it } from "vitest";
import { countedHtml, uncountedHtml } from "@/lib/echoes/links";
import { isProgram } from "@/lib/echoes/machines";
import { readBounce } from "@/lib/echoes/read-bounce";
import { provesMessage, readReturnPath, returnPathOf } from "@/lib/echoes/return-path";
import { bounceReportSchema, echoSetupSchema } from "@/lib/echoes/schema";
import { absenceNote, complaint, exchangeBounce, gmailBounce, nestedBounce, postfixBounce } from "../../support/bounces";

const base = `https://winnow.test/m/${"t".repeat(27)}/`;
const unsubscribe = "https://winnow.test/u/token";
const page = (body: string) => `<!doctype html><html><body>${body}</body></html>`;
const both = { opens: true, clicks: true };

describe("links that lead by us", () => {
  it("are those to pages, each target with one number; the rest stays as it was", () => {
    const html = page(
      `<a href="https://a.example/?x=1&amp;y=2">A</a> <a title="t" href="HTTP://B.example">B</a> <a href="https://a.example/?x=1&amp;y=2">A again</a>
       <a href="mailto:jo@a.example">m</a> <a href="tel:+45123">t</a> <a href="#top">#</a> <a href="/u/x">/</a> <a href="javascript:alert(1)">j</a>
       <a href="${unsubscribe}">no more</a> <img src="https://a.example/i.png">`,
    );
    const counted = countedHtml(html, base, both, unsubscribe);
    expect(counted.targets).toEqual(["https://a.example/?x=1&y=2", "http://b.example/"]);
    expect([...counted.html.matchAll(/ href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      `${base}1`,
      `${base}2`,
      `${base}1`,
      "mailto:jo@a.example",
      "tel:+45123",
      "#top",
      "/u/x",
      "javascript:alert(1)",
      unsubscribe,
    ]);
    expect(counted.html).toContain(`<img src="${base}o" alt="" width="1" height="1" style="border:0"></body>`);
    expect(uncountedHtml(counted.html, counted.targets)).toBe(html.replace("HTTP://B.example", "http://b.example/"));
  });

  it("stay when only opens are counted, and there is no dot when only clicks are", () => {
    const html = page('<a href="https://a.example/">A</a>');
    expect(countedHtml(html, base, { opens: true, clicks: false }, null)).toEqual({
      html: expect.stringContaining('href="https://a.example/"'),
      targets: [],
    });
    expect(countedHtml(html, base, { opens: false, clicks: true }, null).html).toBe(page(`<a href="${base}1">A</a>`));
  });
});

it("programs are told from people by what they say, and by saying nothing", () => {
  const says = (userAgent: string | null, purpose: string | null = null) => isProgram({ userAgent, purpose });
  const people = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 9; CUBOT_X18_Plus) AppleWebKit/537.36 Chrome/100.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
  ];
  expect(people.filter((agent) => says(agent))).toEqual([]);
  const programs = [
    "Googlebot/2.1",
    "Mozilla/5.0 (compatible; bingbot/2.0)",
    "Barracuda Sentinel",
    "python-requests/2.32",
    "curl/8.5.0",
    "",
    null,
  ];
  expect(programs.filter((agent) => !says(agent))).toEqual([]);
  expect(says(people[0] ?? "", "prefetch;prerender")).toBe(true);
});

describe("the address that bounces go to", () => {
  const messageId = "17.0b5c7f0a-1111-4222-8333-444455556666@winnow.test";
  const made = returnPathOf("bounces@winnow.test", 17, messageId, "a secret");

  it("tells the message, fits into an envelope, and outlives a loss of case", () => {
    expect(made).toMatch(/^bounces\+17\.[0-9a-f]{32}@winnow\.test$/);
    const read = readReturnPath(made.toUpperCase());
    expect(read?.deliveryNo).toBe(17);
    expect(provesMessage(read?.proof ?? "", messageId, "a secret")).toBe(true);
    const longest = returnPathOf("elevenchars@winnow.test", 999_999_999_999_999, messageId, "a secret");
    expect(longest.indexOf("@")).toBeLessThanOrEqual(64);
  });

  it("cannot be made up, and is nobody else's", () => {
    const read = readReturnPath(made);
    expect(provesMessage(read?.proof ?? "", messageId.replace("17.", "18."), "a secret")).toBe(false);
    expect(provesMessage(read?.proof ?? "", messageId, "another")).toBe(false);
    expect(readReturnPath("bounces+17.zz@winnow.test")).toBeNull();
  });

  it("is refused where it could not be one", () => {
    const setup = { countOpens: false, countClicks: false, keepDays: null };
    for (const bounceAddress of ["bounces", "a+b@x.example", "twelve-chars@x.example", "a@x.example\r\nBcc: b@x.example", "<a@x.example>"])
      expect(echoSetupSchema.safeParse({ ...setup, bounceAddress }).success, bounceAddress).toBe(false);
    expect(echoSetupSchema.parse({ ...setup, bounceAddress: "" }).bounceAddress).toBeNull();
  });
});

describe("what comes back is read", () => {
  const messageId = "17.0b5c7f0a-1111-4222-8333-444455556666@winnow.test";
  const about = { to: "news@winnow.test", messageId, recipient: "anna@alder.example" };

  it("as Postfix, Exchange and Gmail write it", async () => {
    expect(await readBounce(postfixBounce(about))).toEqual([
      {
        kind: "hard",
        messageId,
        returnPath: null,
        recipient: "anna@alder.example",
        status: "5.1.1",
        answer: "550 5.1.1 <anna@alder.example>: Recipient address rejected: User unknown in virtual mailbox table",
      },
    ]);
    expect(await readBounce(exchangeBounce(about))).toMatchObject([{ kind: "hard", messageId, status: "5.1.10" }]);
    expect(await readBounce(gmailBounce(about))).toMatchObject([{ kind: "hard", messageId, status: "5.2.2" }]);
    expect(await readBounce(gmailBounce(about, "delayed"))).toMatchObject([{ kind: "soft", messageId, status: "4.2.2" }]);
    expect(await readBounce(complaint(about))).toMatchObject([{ kind: "complaint", messageId, status: null }]);
  });

  it("by the address alone, where the message is not returned", async () => {
    const to = returnPathOf("bounces@winnow.test", 17, messageId, "a secret");
    expect(await readBounce(postfixBounce({ ...about, to, messageId: "" }))).toMatchObject([{ returnPath: to, messageId: null }]);
  });

  it("and what is no report says nothing: absence notes, letters, noise, parts a hundred deep", async () => {
    const noise = Buffer.alloc(3_000_000, "Content-Type: multipart/report; boundary=x\r\n--x\r\n");
    for (const source of [absenceNote(about), Buffer.from("Hello"), Buffer.alloc(0), noise, nestedBounce(about, 100)])
      expect(await readBounce(source)).toEqual([]);
  });

  it("also of fifty megabytes, from the report at their beginning", async () => {
    const long = Buffer.concat([postfixBounce(about), Buffer.alloc(50_000_000, "x")]);
    const begun = performance.now();
    expect(await readBounce(long)).toMatchObject([{ kind: "hard", messageId }]);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it("and a report names its message in one line of text", () => {
    expect(bounceReportSchema.safeParse({ kind: "hard" }).success).toBe(false);
    expect(bounceReportSchema.parse({ kind: "soft", messageId: " <a@b>\r\nX: y\0 " }).messageId).toBe("<a@b> X: y");
  });
});
