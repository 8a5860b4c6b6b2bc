import countries from "@/prisma/setup/countries.json" with { type: "json" };

type Country = { code: string; name: string; also?: string[] };
const list: Country[] = countries;

/** Every country: ISO 3166-1 alpha-2 code and English name. */
export const isoCountries: readonly { code: string; name: string }[] = list;

/** Lower-case names (English and other usual ones) with the code each stands for; codes themselves are not in it. */
export const countryNames: readonly { name: string; code: string }[] = list.flatMap((country) =>
  [country.name, ...(country.also ?? [])].map((name) => ({ name: name.toLowerCase(), code: country.code })),
);
