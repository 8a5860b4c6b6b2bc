const locale = "en-GB";
const minus = "\u2212";
const unknown = "\u2014";

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const decimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 0, maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });

const signed = (value: number, text: string) => (value < 0 ? minus + text : text);

/** 1234567 as "1,234,567"; below zero with a real minus; null and undefined, which are unknown, as a dash. 0 is "0". */
export function formatNumber(value: number | bigint | null | undefined): string {
  if (value === null || value === undefined) return unknown;
  return whole.format(value).replace("-", minus);
}

/** Up to two places after the point, only as many as there are: "241.5". */
export function formatDecimal(value: number | null | undefined): string {
  if (value === null || value === undefined) return unknown;
  return decimal.format(value).replace("-", minus);
}

/** A change with its sign: "+60", "\u221253", "0". */
export function formatChange(value: number): string {
  return value > 0 ? `+${whole.format(value)}` : formatNumber(value);
}

/** A share of 0 to 1 as "27 %"; a share that is not zero never reads as 0 %, one that is not all never as 100 %. */
export function formatShare(value: number): string {
  if (value > 0 && value < 0.01) return "under 1 %";
  if (value > 0.99 && value < 1) return "over 99 %";
  return `${percent.format(value * 100)} %`;
}

/** The sign of a currency as it stands before an amount, or its code. */
export function currencySign(currency: string): string {
  return formatMoney(0, currency).replace(/[\d.,\s]/gu, "");
}

/** Money with its sign and two places: "£1,288.00", "−£8.00". A currency that Intl does not know stands as its code. */
export function formatMoney(value: number | null | undefined, currency = "GBP"): string {
  if (value === null || value === undefined) return unknown;
  const amount = Math.abs(value);
  try {
    return signed(value, new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).format(amount));
  } catch {
    return signed(value, `${currency} ${amount.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`);
  }
}

/** Minutes as "45 min" under two hours, and as hours from there on: "62 h", "241.5 h". */
export function formatDuration(minutes: number | null | undefined): string {
  if (minutes === null || minutes === undefined) return unknown;
  return minutes < 120
    ? `${decimal.format(minutes)} min`
    : `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(minutes / 60)} h`;
}

/** Bytes as people say them: "980 B", "1.7 MB", "2 GB"; one thousand is 1,000. */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: unit === 0 ? 0 : 1 }).format(value)} ${units[unit]}`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A calendar day "2026-01-22" as "22 Jan 2026". It is never moved between time zones. */
export function formatDay(day: string | null | undefined): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? "");
  const month = months[Number(match?.[2]) - 1];
  return match && month ? `${Number(match[3])} ${month} ${match[1]}` : unknown;
}

/** An instant as "22 Jan 2026 08:05" in the given zone, which the server states, so that server and browser agree. */
export function formatInstant(instant: Date | string | null | undefined, timeZone: string): string {
  if (instant === null || instant === undefined) return unknown;
  const parts = new Intl.DateTimeFormat(locale, {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? "";
  return `${Number(part("day"))} ${months[Number(part("month")) - 1] ?? ""} ${part("year")} ${part("hour")}:${part("minute")}`;
}

/** "1 line", "124 lines", "1,000,000 lines". `plural` is the singular with an s unless it is given. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(count)} ${count === 1 ? singular : plural}`;
}

/** First letters of the first and last word, "Helena Ray" as "HR"; at most two, in upper case. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return (
    letters
      .map((word) => Array.from(word ?? "")[0] ?? "")
      .join("")
      .toUpperCase() || "?"
  );
}
