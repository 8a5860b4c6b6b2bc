import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { firstFreePort } from "./free-port";
import { MailCatcher } from "./mail/caught-mail";
import { listPage, mailPage, pageHeaders } from "./mail/page";
import { runCommand } from "./run-command";
import { stopRequest } from "./stop-request";

const host = "127.0.0.1";

// `npm run mail`: a mail server on this machine that takes every message and sends none on, and a page of what came. `--port` and
// `--page` name other ports than 1025 and 8025.
await runCommand(async () => {
  const { values } = parseArgs({ options: { port: { type: "string", default: "1025" }, page: { type: "string", default: "8025" } } });
  const stop = stopRequest();
  const catcher = new MailCatcher();
  const port = await firstFreePort(host, Number(values.port));
  await catcher.listen(port, host);
  const pagePort = await firstFreePort(host, Number(values.page));
  const pages = createServer((request, answer) => {
    const no = Number(request.url?.slice(1));
    const mail = catcher.mails.find((one) => one.no === no);
    answer.writeHead(no && !mail ? 404 : 200, pageHeaders).end(mail ? mailPage(mail) : listPage(catcher.mails, catcher.mails[0]?.no ?? 0));
  });
  pages.listen(pagePort, host);
  console.log(`Mail is caught at ${host}, port ${port}: name that server under Set-up, E-mail, with encryption None. Nothing is sent on.`);
  console.log(`What came stands at http://${host}:${pagePort}`);
  console.log("\nCtrl C stops it.");
  await stop.request;
  pages.close();
  await catcher.close();
  return 0;
});
