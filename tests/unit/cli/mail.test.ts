import { expect, it } from "vitest";
import { firstFreePort } from "@/lib/cli/free-port";
import { MailCatcher } from "@/lib/cli/mail/caught-mail";
import { listPage, mailPage, pageHeaders } from "@/lib/cli/mail/page";
import { compose } from "@/lib/delivery/compose";
import { SmtpLane } from "@/lib/delivery/smtp";

it("npm run mail takes what is sent and shows it, without running any of it", async () => {
  const catcher = new MailCatcher();
  const port = await firstFreePort("127.0.0.1", 11_025);
  await catcher.listen(port, "127.0.0.1");
  const server = {
    host: "127.0.0.1",
    port,
    security: "none" as const,
    login: null,
    fromName: null,
    fromAddress: "a@b.test",
    replyTo: null,
  };
  const lane = new SmtpLane({ ...server, ratePerMinute: null });
  const envelope = { from: "a@b.test", to: "c@d.test" };
  const html = "<p>Hello</p><script>alert(1)</script>";
  const artefact = { sender: "a@b.test", recipient: "c@d.test", replyTo: null, unsubscribeUrl: null, attachments: [] };
  const message = await compose({ ...artefact, subject: "<b>Hi</b>", html, text: "Hello" }, envelope, "1.x@b.test", new Date(0));
  expect(await lane.send(message, envelope, async () => true)).toMatchObject({
    kind: "accepted",
    answer: expect.stringContaining("caught as 1"),
  });
  expect(await lane.send(message, envelope, async () => false)).toEqual({ kind: "claim_lost" });
  lane.end();
  const [caught] = catcher.mails;
  if (!caught) throw new Error("nothing was caught");
  expect(catcher.mails).toHaveLength(1);
  expect(listPage(catcher.mails, 1)).toContain("&lt;b&gt;Hi&lt;/b&gt;");
  const page = mailPage(caught);
  expect(page).toContain('sandbox srcdoc="&lt;p&gt;Hello');
  expect(page).not.toContain("<script>");
  expect(pageHeaders["Content-Security-Policy"]).toContain("default-src 'none'");
  await catcher.close();
});
