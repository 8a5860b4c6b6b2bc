/** The language for dates and numbers: what the tag says, or English where nobody knows it. */
export function knownLanguage(tag: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0] ?? "en-GB";
  } catch {
    return "en-GB"; // not a tag at all
  }
}

const isoDay = /^(\d{4})-(\d\d)-(\d\d)$/;
const plainNumber = /^\s*[-+]?\d+(\.\d+)?\s*$/;

/** The day that "YYYY-MM-DD" names, at midnight UTC, or null. */
export function dayOf(text: string): Date | null {
  const [, year, month, day] = isoDay.exec(text) ?? [];
  if (!year) return null;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCDate() === Number(day) ? date : null;
}

/** The number that text without separators names, or null. */
export const numberOf = (text: string): number | null => (plainNumber.test(text) ? Number(text) : null);

/** A day written out in the language: "3 March 2027". */
export const longDay = (day: Date, language: string): string => dateFormat(language, { dateStyle: "long" }).format(day);

const dayPicture = /'([^']*)'|d{1,4}|M{1,4}|y{1,4}|am\/pm|[Hh]{1,2}|m{1,2}|s{1,2}/gi;

/** A day by a date picture of Word (`d. MMMM yyyy`), names in the language. A day has no time: hours, minutes and seconds are zero. */
export function pictureDay(day: Date, picture: string, language: string): string {
  const part = (type: Intl.DateTimeFormatPartTypes, options: Intl.DateTimeFormatOptions) =>
    dateFormat(language, options)
      .formatToParts(day)
      .find((found) => found.type === type)?.value ?? "";
  const withDay = /d/i.test(picture.replace(/'[^']*'/g, "")); // many languages inflect a month beside a day
  const month = (length: "short" | "long") => part("month", withDay ? { day: "numeric", month: length } : { month: length });
  const [year, monthNo, dayNo] = day.toISOString().slice(0, 10).split("-") as [string, string, string];
  return picture.replace(dayPicture, (token, quoted?: string) => {
    if (quoted !== undefined) return quoted;
    if (token === "MMMM") return month("long");
    if (token === "MMM") return month("short");
    if (token === "MM") return monthNo;
    if (token === "M") return String(Number(monthNo));
    switch (token.toLowerCase()) {
      case "dddd":
        return part("weekday", { weekday: "long" });
      case "ddd":
        return part("weekday", { weekday: "short" });
      case "dd":
        return dayNo;
      case "d":
        return String(Number(dayNo));
      case "yyyy":
      case "yyy":
        return year;
      case "yy":
      case "y":
        return year.slice(2);
      case "am/pm":
        return "";
      default:
        return token.length === 2 ? "00" : "0";
    }
  });
}

/** A number as the language writes it. */
export const plainNumberText = (number: number, language: string): string => new Intl.NumberFormat(language).format(number);

/**
 * A number by a number picture of Word (`#,##0.00;(#,##0.00);-`): parts for positive, negative and zero, fixed text around the digits.
 * `decimal` is the decimal sign in the picture; the number is written with the signs of the language.
 */
export function pictureNumber(number: number, picture: string, decimal: string, language: string): string {
  const [positive = "", negative, zero] = partsOf(picture);
  const digits = formatDigits(Math.abs(number), positive, decimal, language);
  if (number === 0 && zero !== undefined) return formatDigits(0, zero, decimal, language);
  if (number < 0) return negative === undefined ? `-${digits}` : formatDigits(-number, negative, decimal, language);
  return digits;
}

const partsOf = (picture: string): string[] => (picture.match(/(?:'[^']*'|[^;'])+|(?<=;)(?=;|$)/g) ?? [picture]).slice(0, 3);

function formatDigits(number: number, picture: string, decimal: string, language: string): string {
  const place = /[#0](?:[#0.,' \u00a0\u202f]*[#0])?/.exec(picture.replace(/'[^']*'/g, (quoted) => "\u0000".repeat(quoted.length)));
  const literal = (text: string) => text.replaceAll("'", "");
  if (!place) return literal(picture);
  const point = place[0].lastIndexOf(decimal);
  const [whole, fraction] = point < 0 ? [place[0], ""] : [place[0].slice(0, point), place[0].slice(point + 1)];
  const count = (text: string, signs: RegExp) => text.match(signs)?.length ?? 0;
  const text = new Intl.NumberFormat(language, {
    minimumIntegerDigits: Math.min(21, Math.max(1, count(whole, /0/g))),
    minimumFractionDigits: Math.min(20, count(fraction, /0/g)),
    maximumFractionDigits: Math.min(20, count(fraction, /[#0]/g)),
    useGrouping: /[.,' \u00a0\u202f]/.test(whole),
  }).format(number);
  return literal(picture.slice(0, place.index)) + text + literal(picture.slice(place.index + place[0].length));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes a hundred times as long as using it, and letters use the same few again and again. */
function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
  formats.set(key, known);
  return known;
}
