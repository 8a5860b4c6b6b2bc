import type { CaughtMail } from "./caught-mail";

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** Nothing of a message runs or is fetched, and the page itself needs no more than its own style. */
export const pageHeaders = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
};

const style = `body{font:14px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
table{width:100%;border-collapse:collapse}td,th{text-align:left;padding:.3rem .5rem;border-bottom:1px solid #8884}
iframe{width:100%;height:26rem;border:1px solid #8884;background:#fff}pre{white-space:pre-wrap}`;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style></head><body><h1>${escaped(title)}</h1>${body}</body></html>`;
}

/** What came, newest first. */
export function listPage(mails: readonly CaughtMail[], total: number): string {
  const rows = mails.map(
    ({ no, at, to, mail }) =>
      `<tr><td>${at.toLocaleTimeString("en-GB")}</td><td>${escaped(to)}</td><td><a href="/${no}">${escaped(mail.subject || "(no subject)")}</a></td></tr>`,
  );
  const head = "<tr><th>Time</th><th>To</th><th>Subject</th></tr>";
  return page(
    `${total.toLocaleString("en-GB")} caught`,
    rows.length > 0 ? `<table>${head}${rows.join("")}</table>` : "<p>Nothing came yet. Load this page again when something was sent.</p>",
  );
}

/** One message: its head, its HTML in a frame in which nothing runs, its text. */
export function mailPage({ from, to, mail }: CaughtMail): string {
  const head = [
    ["Envelope", `${from} → ${to}`],
    ...mail.headers.map(({ originalKey, value }) => [originalKey, value]),
    ...mail.attachments.map(({ filename, mimeType }) => ["Attachment", `${filename ?? "without a name"} (${mimeType})`]),
  ];
  const rows = head.map(([name = "", value = ""]) => `<tr><th>${escaped(name)}</th><td>${escaped(value)}</td></tr>`).join("");
  const html = mail.html ? `<h2>HTML</h2><iframe title="HTML" sandbox srcdoc="${escaped(mail.html)}"></iframe>` : "";
  return page(
    mail.subject || "(no subject)",
    `<p><a href="/">All</a></p><table>${rows}</table>${html}<h2>Text</h2><pre>${escaped(mail.text ?? "")}</pre>`,
  );
}
