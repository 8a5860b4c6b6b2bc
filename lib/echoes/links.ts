/** What of a message is counted. */
export type Counting = { opens: boolean; clicks: boolean };

/** A message whose links lead by us: `targets` are where they lead to in the end, in their order. */
export type Counted = { html: string; targets: string[] };

/** Links that lead by us, and the dot, as `countedHtml` writes them: a token has 27 characters. */
const ways = /href="https?:\/\/[^"/]+\/m\/[\w-]{27}\/(\d+)"/g;
const dots = /<img src="https?:\/\/[^"/]+\/m\/[\w-]{27}\/o"[^>]*>/g;
const anchors = /(<a\b[^>]*?\shref=")([^"]*)(")/gi;

/**
 * The HTML of a message with links that lead by `base` (`https://winnow.example/m/<token>/`) first, and with a picture of one dot when opens
 * are counted. Links to pages only: what writes a mail, calls, or leads elsewhere in the message stays, and so does `except`, by which its
 * recipient says no. The same target has one number, however often it is linked.
 */
export function countedHtml(html: string, base: string, { opens, clicks }: Counting, except: string | null): Counted {
  const targets: string[] = [];
  const numberOf = (target: string) => targets.indexOf(target) + 1 || targets.push(target);
  const linked = clicks
    ? html.replace(anchors, (whole, before: string, written: string, after: string) => {
        const target = pageOf(decoded(written));
        return target === null || target === pageOf(except ?? "") ? whole : `${before}${base}${numberOf(target)}${after}`;
      })
    : html;
  return { html: opens ? withDot(linked, dotOf(base)) : linked, targets };
}

/** The message as it was before `countedHtml`, to be looked at by us: nobody's look counts as the recipient's. */
export function uncountedHtml(html: string, targets: readonly string[]): string {
  return html.replace(dots, "").replace(ways, (whole, number: string) => {
    const target = targets[Number(number) - 1];
    return target === undefined ? whole : `href="${encoded(target)}"`;
  });
}

/** The address of a page as a browser would ask for it; null for anything that is none. */
function pageOf(written: string): string | null {
  const url = URL.canParse(written) ? new URL(written) : null;
  return url && (url.protocol === "https:" || url.protocol === "http:") ? url.href : null;
}

const dotOf = (base: string) => `<img src="${base}o" alt="" width="1" height="1" style="border:0">`;

function withDot(html: string, dot: string): string {
  const end = html.lastIndexOf("</body>");
  return end === -1 ? html + dot : html.slice(0, end) + dot + html.slice(end);
}

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** An attribute as the browser reads it: the characters that our own HTML escapes. */
function decoded(written: string): string {
  return written.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name) return named[String(name).toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function encoded(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
