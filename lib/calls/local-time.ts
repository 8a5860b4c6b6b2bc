/**
 * The time zone of a country, as far as its code tells: where all its zones have the same time at `now`; null for countries of several, and
 * for what is no country.
 */
export function zoneOfCountry(countryCode: string | null, now: Date): string | null {
  if (countryCode === null || !/^[A-Z]{2}$/.test(countryCode)) return null;
  const zones = new Intl.Locale(`und-${countryCode}`).getTimeZones() ?? [];
  const times = new Set(zones.map((timeZone) => now.toLocaleString("en-GB", { timeZone })));
  return times.size === 1 ? (zones[0] ?? null) : null;
}
