/** How programs call themselves that look at messages for somebody else: scanners of links, previews, crawlers, tools. */
const programs =
  /(?<!cu)bot\b|crawl|spider|scan|preview|prefetch|monitor|headless|safelinks|barracuda|mimecast|proofpoint|symantec|trend ?micro|fireeye|urldefense|virustotal|facebookexternalhit|whatsapp|slack|curl|wget|python|java\/|okhttp|go-http|node|axios|libwww|perl|ruby|php/i;

/** What a request says about who makes it; nothing of it is kept. */
export type Asker = { userAgent: string | null; purpose: string | null };

/** Whether a program asked by itself: it names itself, says nothing of itself, or fetches what nobody pressed yet. */
export function isProgram({ userAgent, purpose }: Asker): boolean {
  return !userAgent || programs.test(userAgent) || /prefetch|preview/i.test(purpose ?? "");
}
